import { Converter, ReflectionKind } from 'typedoc';
import { entries } from '../scripts/entries.ts';
import base from '../typedoc.config.mjs';

const root = new URL('../', import.meta.url).pathname;

/** Names each module as users import it. */
const namedByEntry = (app) =>
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const names = new Map(
      entries.map(({ source, specifier }) => [
        source.replace(/^src\//, '').replace(/(?:\/index)?\.ts$/, ''),
        specifier,
      ]),
    );
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      const name = names.get(module.name);
      if (name === undefined) throw new Error(`expected an entry point for the module ${module.name}`);
      module.name = name;
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
  sidebar: { autoConfiguration: true, format: 'vitepress', pretty: false, collapsed: false },
  outputFileStrategy: 'modules',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'list',
  useCodeBlocks: true,
  entryFileName: 'index',
};
