import { registerHooks } from 'node:module';
import { entries } from '../../../scripts/entries.ts';

const root = new URL('../../../', import.meta.url);
const sources = new Map(entries.map(({ specifier, source }) => [specifier, new URL(source, root).href]));

// Outside of the test runner too, the package's own name means what stands in src.
registerHooks({
  resolve: (specifier, context, next) => next(sources.get(specifier) ?? specifier, context),
});
