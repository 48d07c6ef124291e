import { Command, InvalidArgumentError } from 'commander';
import { fail } from '../../adapters/emulator/answers.ts';
import { fetchOver } from '../../adapters/emulator/fetch.ts';
import type { Handle, HttpAnswer } from '../../adapters/emulator/http.ts';
import { createStores, type StoresOptions } from '../../adapters/emulator/index.ts';
import { handleOf } from '../../adapters/emulator/via-request.ts';
import { listen } from '../../adapters/node/index.ts';
import { isPermission, permissionNames } from '../../api/permissions.ts';
import type { Permission } from '../../index.ts';
import { percent } from '../../reference/control/faults.ts';
import { isQuirkName, quirkNames } from '../../reference/control/quirk-list.ts';
import type { CallerSeed, QuirkName, Seed } from '../../reference/index.ts';
import { wait } from '../../values/wait.ts';
import { type DataFile, openDataFile } from '../files/data-file.ts';
import { systemCode } from '../files/files.ts';
import { NotJsonError, readJsonFile, unreadable } from '../files/json-file.ts';
import { readPages } from '../files/pages.ts';
import { logged } from '../terminal/request-log.ts';
import { reasonOf } from '../terminal/text.ts';
import { UsageError } from '../usage.ts';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly allowHost: readonly string[];
  readonly seed?: string;
  readonly now?: string;
  readonly data?: string;
  readonly latency?: number;
  readonly faults?: number;
  readonly faultSeed: string;
  readonly quirks: readonly QuirkName[];
  readonly permissions?: readonly Permission[];
  readonly control: boolean;
  readonly ui: boolean;
  readonly json: boolean;
}

async function readSeed(file: string): Promise<Seed> {
  const seed = await readJsonFile(file).catch((error: unknown) => {
    if (error instanceof NotJsonError) throw new UsageError(`--seed: the file ${file} ${error.message}`);
    throw new UsageError(`--seed: the file ${file} ${unreadable(error)}`);
  });
  // The emulator checks a seed field by field whatever it is.
  const isSeed = (value: unknown): value is Seed => value !== undefined;
  return isSeed(seed) ? seed : {};
}

/** The seed with a caller more; what is no seed is left for the emulator to say. */
function withCaller(seed: Seed, caller: CallerSeed): Seed {
  const callers = seed?.callers ?? [];
  const isSeed = typeof seed === 'object' && seed !== null && !Array.isArray(seed) && Array.isArray(callers);
  return isSeed ? { ...seed, callers: [...callers, caller] } : seed;
}

function whole(most: number, expected: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > most) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  };
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('Expected a share above 0, up to 1.');
  return value;
}

const split =
  <Name extends string>(isName: (text: string) => text is Name, names: readonly Name[]) =>
  (text: string): readonly Name[] =>
    text.split(',').map((part) => {
      const name = part.trim();
      if (!isName(name)) throw new InvalidArgumentError(`Expected one of: ${names.join(', ')}.`);
      return name;
    });

async function storesOptions(options: ServeOptions): Promise<StoresOptions> {
  const seed = options.seed === undefined ? {} : await readSeed(options.seed);
  const { permissions, faults: rate } = options;
  return {
    now: options.now,
    seed:
      permissions === undefined ? seed : withCaller(seed, { appKey: 'any', appToken: 'any', permissions }),
    quirks: options.quirks,
    faults: rate === undefined ? [] : [{ seed: options.faultSeed, rate }],
    controlPlane: options.control,
    ...(options.ui ? { pages: await readPages() } : {}),
  };
}

function greeting(url: string, options: ServeOptions): string {
  const { faults, faultSeed, control, ui, data, permissions } = options;
  return [
    `VTEX Customer Credit, in memory, at ${url}`,
    permissions === undefined
      ? 'Any app key and token will do, unless the seed names callers. To begin with:'
      : `The app key any with the token any may use ${permissions.join(', ')}; other callers are those of the seed.`,
    `  curl -H 'X-VTEX-API-AppKey: any' -H 'X-VTEX-API-AppToken: any' ${url}/api/creditcontrol/storeconfig`,
    `Each store has its own data: ${url}/mystore, ${url}/another …`,
    ...(control ? [`Controls: curl -X POST ${url}/_control/clock.advance -d '{"days":31}'`] : []),
    ...(ui
      ? [`Screens: ${url}/_ui/${control ? '' : ' (with --control, the clock and the faults as well)'}`]
      : []),
    ...(faults === undefined
      ? []
      : [`${percent(faults)} % of the calls fail; --fault-seed ${faultSeed} repeats them.`]),
    data === undefined
      ? 'Press Ctrl-C to stop; nothing is kept.'
      : `Press Ctrl-C to stop; all but callers is kept in ${data}.`,
  ].join('\n');
}

/** Makes every answer late, refusals and lost ones too, but those of the controls and pages. The work is done at once. */
function late(handle: Handle, milliseconds: number): Handle {
  return async (request) => {
    try {
      return await handle(request);
    } finally {
      if (!/^(?:\/[^/]+)?\/_(?:control|ui)(?:[/?]|$)/.test(request.target))
        await wait(milliseconds, request.signal);
    }
  };
}

/** Keeps in the file whatever an answer tells, or what was done where no answer comes: each waits for it. */
function kept(handle: Handle, file: DataFile, tell: (line: string) => void): Handle {
  let changing = 0;
  const save = async (isChange: boolean): Promise<HttpAnswer | undefined> => {
    try {
      // A change whose answer is not out yet may be seen already.
      await (isChange || changing > 0 ? file.save() : file.saved());
      return undefined;
    } catch (error) {
      const message = `--data: ${reasonOf(error)}`;
      tell(message);
      return fail({ status: 500, code: 500, message });
    }
  };
  return async (request) => {
    const isChange = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (isChange) changing += 1;
    try {
      const answer = await handle(request);
      return (await save(isChange)) ?? answer;
    } catch (error) {
      await save(isChange);
      throw error;
    } finally {
      if (isChange) changing -= 1;
    }
  };
}

/** What to do where the server cannot listen. */
function advised(error: unknown, { host, port }: ServeOptions): unknown {
  const said: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} of ${host} is taken: stop what listens there, or choose another by --port (0: any).`,
    EACCES: `Port ${port} of ${host} may not be listened on: choose one from 1024 by --port.`,
    EADDRNOTAVAIL: `--host: ${host} is no address of this machine.`,
    ENOTFOUND: `--host: there is no host ${host}.`,
    EAI_AGAIN: `--host: there is no host ${host}.`,
  };
  const text = said[systemCode(error) ?? ''];
  return text === undefined ? error : new UsageError(text);
}

async function serve(options: ServeOptions): Promise<void> {
  const stores = createStores(await storesOptions(options));
  const { data, latency } = options;
  const tell = (line: string): void => console.error(line);
  const file =
    data === undefined
      ? undefined
      : await openDataFile(data, stores, { isTimeGiven: options.now !== undefined, tell });
  const answers = handleOf(stores);
  const saved = file === undefined ? answers : kept(answers, file, tell);
  const handle = latency === undefined ? saved : late(saved, latency);
  const fetch = fetchOver(options.json ? logged(handle, console.log) : handle);
  const server = await listen(
    { fetch },
    { port: options.port, host: options.host, allowedHosts: options.allowHost },
  ).catch((error: unknown) => {
    throw advised(error, options);
  });
  if (options.json) console.log(JSON.stringify({ url: server.url, faultSeed: options.faultSeed }));
  else console.log(greeting(server.url, options));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server
        .close()
        .then(() => file?.save())
        .catch((error: unknown) => {
          tell(`--data: ${reasonOf(error)}`);
          process.exit(1);
        });
    });
  }
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serves the in-memory reference of VTEX Customer Credit on this machine.')
    .option(
      '--port <port>',
      'the port to listen on; 0 lets the system choose',
      whole(65_535, 'a whole number from 0 to 65535'),
      8787,
    )
    .option('--host <host>', 'the address to listen on', '127.0.0.1')
    .option(
      '--allow-host <names>',
      "names besides this machine's under which it may be reached, and whose pages may use it, separated by commas: emulator,*.example.com",
      (text: string, before: readonly string[]) => [...before, ...text.split(',').map((name) => name.trim())],
      [],
    )
    .option('--seed <file>', 'a JSON file with accounts, invoices, storeConfig and callers to start with')
    .option(
      '--now <date>',
      "an ISO 8601 date at which time stands still, or goes on from where --data left it if that is later (default: the machine's clock)",
    )
    .option(
      '--data <file>',
      'keeps everything but callers in this file, and starts with what is in it; callers come from --seed each time',
    )
    .option(
      '--latency <ms>',
      'milliseconds by which every answer is late',
      whole(600_000, 'milliseconds from 0 to 600000'),
    )
    .option('--faults <share>', 'the share of calls that fail, such as 0.2', share)
    .option('--fault-seed <text>', 'makes the same calls fail again', 'vtex-customer-credit')
    .option(
      '--quirks <names>',
      "production's bad days by name, separated by commas",
      split(isQuirkName, quirkNames),
      [],
    )
    .option(
      '--permissions <names>',
      'what the key and token any/any may do, separated by commas',
      split(isPermission, permissionNames),
    )
    .option('--control', 'lets other processes use the controls, at /_control', false)
    .option('--ui', 'serves screens for a browser, at /_ui', false)
    .option('--json', 'a line of JSON for each request instead of text', false)
    .action(serve);
}
