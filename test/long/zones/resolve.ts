import { registerHooks } from 'node:module';

const src = new URL('../../../src/', import.meta.url);

// Outside of the test runner too, the package's own name means what stands in src.
registerHooks({
  resolve: (specifier, context, next) => {
    const [, entry] = /^vtex-customer-credit(?:\/([a-z-]+))?$/.exec(specifier) ?? [undefined, undefined];
    if (!specifier.startsWith('vtex-customer-credit')) return next(specifier, context);
    return next(new URL(entry === undefined ? 'index.ts' : `${entry}/index.ts`, src).href, context);
  },
});
