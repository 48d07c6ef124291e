import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { createStores, type StoresOptions } from '../emulator/stores.ts';
import { isQuirkName, type QuirkName, quirkNames } from '../memory/quirk-list.ts';
import type { Seed } from '../memory/seed.ts';
import { listen } from '../node/listen.ts';
import type { Permission } from '../operations/operation.ts';
import { isPermission, permissionNames } from '../operations/permissions.ts';
import { openDataFile } from './data-file.ts';
import { logged } from './request-log.ts';
import { UsageError } from './usage.ts';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly seed?: string;
  readonly now?: string;
  readonly data?: string;
  readonly latency?: number;
  readonly faults?: number;
  readonly faultSeed: string;
  readonly quirks: readonly QuirkName[];
  readonly permissions?: readonly Permission[];
  readonly control: boolean;
  readonly json: boolean;
}

async function readSeed(file: string): Promise<Seed> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`--seed: the file ${file} cannot be read`);
  });
  try {
    // The emulator checks a seed field by field whatever it is.
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--seed: the file ${file} is not JSON`);
  }
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
  const { permissions, latency, faults: rate } = options;
  const own = permissions === undefined ? [] : [{ appKey: 'any', appToken: 'any', permissions }];
  return {
    now: options.now,
    seed: own.length === 0 ? seed : { ...seed, callers: [...(seed.callers ?? []), ...own] },
    quirks: options.quirks,
    faults: [
      ...(latency === undefined ? [] : [{ phase: 'before', effect: { latency }, times: 'always' } as const]),
      ...(rate === undefined ? [] : [{ seed: options.faultSeed, rate }]),
    ],
    controlPlane: options.control,
  };
}

function greeting(url: string, { faults, faultSeed, control, data }: ServeOptions): string {
  return [
    `VTEX Customer Credit, in memory, at ${url}`,
    'Any app key and token will do, unless the seed names callers. To begin with:',
    `  curl -H 'X-VTEX-API-AppKey: any' -H 'X-VTEX-API-AppToken: any' ${url}/api/creditcontrol/storeconfig`,
    `Each store has its own data: ${url}/mystore, ${url}/another …`,
    ...(control ? [`Controls: curl -X POST ${url}/_control/clock.advance -d '{"days":31}'`] : []),
    ...(faults === undefined
      ? []
      : [`${faults * 100} % of the calls fail; --fault-seed ${faultSeed} repeats them.`]),
    data === undefined
      ? 'Press Ctrl-C to stop; nothing is kept.'
      : `Press Ctrl-C to stop; all is kept in ${data}.`,
  ].join('\n');
}

async function serve(options: ServeOptions): Promise<void> {
  const stores = createStores(await storesOptions(options));
  const file = options.data === undefined ? undefined : await openDataFile(options.data, stores);
  const saved = async (request: Request): Promise<Response> => {
    const response = await stores.fetch(request);
    // What was answered is kept: the answer waits for it.
    if (request.method !== 'GET') await file?.save();
    return response;
  };
  const server = await listen({ fetch: options.json ? logged(saved, console.log) : saved }, options);
  if (options.json) console.log(JSON.stringify({ url: server.url, faultSeed: options.faultSeed }));
  else console.log(greeting(server.url, options));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server
        .close()
        .then(() => file?.save())
        .catch(() => process.exit(1));
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
    .option('--seed <file>', 'a JSON file with accounts, invoices, storeConfig and callers to start with')
    .option('--now <date>', "an ISO 8601 date at which time stands still (default: the machine's clock)")
    .option('--data <file>', 'keeps everything in this file, and starts with what is in it')
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
    .option('--json', 'a line of JSON for each request instead of text', false)
    .action(serve);
}
