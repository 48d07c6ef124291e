import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * Leaves out of the bundled ky what its one instance here never runs. `kyTransport` makes it with retries, time limits and
 * errors for statuses switched off, without hooks, and reads the answer itself; whoever gives an instance of their own
 * brings the whole ky. A build fails where ky is no longer as this expects it.
 */
const unused: Readonly<Record<string, string>> = {
  'utils/body.js':
    'export const streamRequest = (request) => request; export const streamResponse = (response) => response;',
  'utils/timeout.js': 'export default (request, init, controller, { fetch }) => fetch(request, init);',
  'utils/delay.js': 'export default async () => undefined;',
  // The methods here are in capitals, and the limit of retries is 0.
  'utils/normalize.js':
    'export const normalizeRequestMethod = (method) => method; export const normalizeRetryOptions = () => ({ limit: 0 });',
  // One instance, made once; its options are plain, the headers a record of texts, and hooks there are none.
  'index.js':
    "import { Ky } from './core/Ky.js'; export default { create: (own) => (input, options) => Ky.create(input, { ...own, ...options }) };",
  'utils/merge.js':
    'export const mergeHeaders = (none, own) => own; export const mergeHooks = () => ({}); export const cloneShallow = (value) => value; export const deletedParametersSymbol = Symbol();',
  // It is given options of `fetch` alone, and what fails is understood by the client itself.
  'utils/options.js':
    'export const findUnknownOptions = () => ({}); export const hasSearchParameters = () => false;',
  'utils/is-network-error.js': 'export default () => false;',
  'errors/ForceRetryError.js': 'export class ForceRetryError {}',
  'errors/TimeoutError.js': 'export class TimeoutError {}',
  'core/retry-timing.js':
    'export const getRetryTimingHeader = () => undefined; export const calculateRetryTimingDelay = () => undefined;',
};

/** Methods of its one class, and what stands in their place. */
const methods: Readonly<Record<string, string>> = {
  'async #retryFromError': 'async #retryFromError(error) { throw error; }',
  'async #throwProcessedError': 'async #throwProcessedError(error) { throw error; }',
  'async #runBeforeRequestHooks': 'async #runBeforeRequestHooks() {}',
  'async #runAfterResponseHooks': 'async #runAfterResponseHooks(response) { return response; }',
  '#wrapRequestWithUploadProgress': '#wrapRequestWithUploadProgress(request) { return request; }',
  '#getRemainingTotalTimeout': '#getRemainingTotalTimeout() {}',
  '#decorateResponse': '#decorateResponse() {}',
  '#calculateDelay': '',
  'async #calculateRetryDelay': '',
  'async #getResponseData': '',
  '#getErrorDataTimeout': '',
  '#getBodyReadTimeout': '',
  'async #raceBodyRead': '',
  'async #raceWithTotalTimeout': '',
  '#isJsonContentType': '',
  'async #readResponseText': '',
  'async #parseJson': '',
  '#cancelReturnedBody': '',
  '#throwIfTotalTimeoutExhausted': '',
  '#getNormalizedOptions': '',
  '#cancelResponseBody': '',
  '#assignRequest': '',
  '#getResponseRequest': '',
  'static #normalizeSearchParams': '',
  'function cloneInitHookOptions': 'const cloneInitHookOptions = (options) => options;',
};

/** Statements that go with them, by how they begin; to the line that closes them. */
const statements = [
  'if (!currentResponse.ok && ',
  'for (const hook of initHooks) {',
  "if (typeof this.#input !== 'string' && ",
  "if (Object.hasOwn(options, 'prefixUrl')) {",
  'for (const [type, mimeType] of Object.entries(responseTypes)) {',
  'if (ky.#options.onDownloadProgress) {',
  "if (typeof ky.#options.timeout === 'number' && ",
  "if (typeof ky.#options.totalTimeout === 'number' && ",
  "if (typeof this.#input === 'string') {",
  'if (this.#options.json !== undefined) {',
  'if (hasSearchParameters(this.#options.searchParams)) {',
  'if (this.#options.onUploadProgress && ',
  'if (this.#abortController?.signal.aborted) {',
  'if (this.#input instanceof globalThis.Request',
];

/** The text without what begins at such a line, up to the line that closes it; with another text in its place. */
function without(text: string, begins: string, instead: string): string {
  const lines = text.split('\n');
  const isFirst = (line: string): boolean => line.trimStart().startsWith(begins) && !/;\s*$/.test(line);
  const first = lines.findIndex(isFirst);
  const indent = /^ */.exec(lines[first] ?? '')?.[0] ?? '';
  const last = lines.indexOf(`${indent}}`, first);
  if (first === -1 || last === -1 || lines.filter(isFirst).length !== 1)
    throw new Error(`ky: expected "${begins}" once in its core; has ky changed?`);
  return lines.toSpliced(first, last - first + 1, instead).join('\n');
}

/** What is only looked at in one of these. */
const unread = /^ *const userProvidedContentType = .*;\n/m;

function lean(text: string): string {
  if (!unread.test(text)) throw new Error(`ky: expected ${unread} in its core; has ky changed?`);
  const fewer = statements.reduce((rest, begins) => without(rest, begins, ''), text.replace(unread, ''));
  return Object.entries(methods).reduce(
    (rest, [begins, instead]) => without(rest, `${begins}(`, instead),
    fewer,
  );
}

/** What it asks of the runtime when it is loaded: for streams and forms as bodies, and for signals of its own. */
const probes = [
  /(?<=export const supportsRequestStreams = )[\s\S]*?\n\}\)\(\)(?=;)/,
  /(?<=export const supportsAbortController = )[^;]*/,
  /(?<=export const supportsAbortSignal = )[^;]*/,
  /(?<=export const supportsResponseStreams = )[^;]*/,
  // Node loads its fetch when it is asked for any part of it.
  /(?<=export const supportsFormData = )[^;]*/,
];

const withoutProbes = (text: string): string =>
  probes.reduce((rest, probe) => {
    if (!probe.test(rest)) throw new Error(`ky: expected ${probe} in its constants; has ky changed?`);
    return rest.replace(probe, 'false');
  }, text);

export const leanKy: Plugin = {
  name: 'lean-ky',
  setup({ onLoad }) {
    onLoad({ filter: /ky[\\/]distribution[\\/].*\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const file = path.replaceAll('\\', '/').split('/distribution/')[1] ?? '';
      if (file === 'core/Ky.js') return { contents: lean(text) };
      if (file === 'core/constants.js') return { contents: withoutProbes(text) };
      const instead = unused[file];
      return instead === undefined ? undefined : { contents: instead };
    });
  },
};
