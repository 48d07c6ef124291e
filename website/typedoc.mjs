import { Comment, Converter, ReflectionKind } from 'typedoc';
import { entries } from '../scripts/entries.ts';
import base from '../typedoc.config.mjs';

const root = new URL('../', import.meta.url).pathname;

/** What each entry is for. */
const purposes = {
  '.': 'The client, its errors, and what the API sends and takes.',
  './contract': 'Cases that every adapter must pass, for fakes of your own and for a store.',
  './csv': 'Invoices and accounts in spreadsheets: export, plan, import.',
  './emulator': 'The reference behind `fetch`: a `Request` in, a `Response` out.',
  './jest': 'Matchers, and a reset after each test, for Jest.',
  './memory': 'The in-memory reference: the interface of the client, and controls.',
  './msw': 'Handlers for Mock Service Worker.',
  './node': 'The emulator as a server on this machine.',
  './otel': 'Hooks that write OpenTelemetry spans.',
  './schemas': "zod's schemas of what the API sends.",
  './undici': "undici's `request` as transport.",
  './vitest': 'Matchers, and a reset after each test, for Vitest.',
};

/** Names each module as users import it, and says what it is for. */
const namedByEntry = (app) =>
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const byName = new Map(
      entries.map((entry) => [entry.source.replace(/^src\//, '').replace(/(?:\/index)?\.ts$/, ''), entry]),
    );
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      const entry = byName.get(module.name);
      if (entry === undefined) throw new Error(`expected an entry point for ${module.name}`);
      const text = purposes[entry.subpath];
      module.name = entry.specifier;
      if (text !== undefined) module.comment = new Comment([{ kind: 'text', text }]);
    }
  });

export default {
  ...base,
  entryPoints: entries.map(({ source }) => root + source),
  tsconfig: `${root}scripts/tsconfig.docs.json`,
  name: 'API reference',
  plugin: [...base.plugin, 'typedoc-vitepress-theme', namedByEntry],
  out: `${root}.cache/site/source/api`,
  docsRoot: `${root}.cache/site/source`,
  // Each page repeats its sidebar: the modules are enough, what is in each stands on its page.
  sidebar: { autoConfiguration: false },
  outputFileStrategy: 'members',
  indexFormat: 'table',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true },
  useCodeBlocks: true,
  entryFileName: 'index',
};
