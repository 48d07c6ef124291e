import { entries } from './scripts/entries.ts';

export default {
  entryPoints: entries.map(({ source }) => source),
  name: 'vtex-customer-credit',
  tsconfig: 'scripts/tsconfig.docs.json',
  out: 'site',
  plugin: ['typedoc-plugin-markdown'],
  excludeInternal: true,
  excludePrivate: true,
  readme: 'none',
  disableSources: true,
  hideGenerator: true,
  intentionallyNotExported: [
    'RandomState',
    'Operation',
    'operationsById',
    'quirkRules',
    'AsyncCalls',
    'ResponseLike',
    'AnswerHeaders',
    'KyOptions',
    'ToldOutcome',
    'permissionNames',
    'DefinedIn',
    'Async',
  ],
  treatWarningsAsErrors: true,
};
