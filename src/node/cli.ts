#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createEmulator } from '../emulator/emulator.ts';
import { isCustomerCreditError } from '../errors.ts';
import type { Seed } from '../memory/seed.ts';
import { listen } from './listen.ts';

const usage = `vtex-customer-credit serve [options]

Serves the in-memory reference of VTEX Customer Credit on this machine.

  --port PORT    the port to listen on (default 8787; 0 lets the system choose)
  --host HOST    the address to listen on (default 127.0.0.1)
  --seed FILE    a JSON file with accounts, invoices, storeConfig and callers to start with
  --now DATE     an ISO 8601 date at which time stands still (default: the machine's clock)
  --help         this text
`;

/** Something the person at the keyboard can mend: said in a line, without a stack. */
class UsageError extends Error {}

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

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError('--port: expected a whole number from 0 to 65535');
  return port;
}

async function serve(options: { port: string; host: string; seed?: string; now?: string }): Promise<void> {
  const port = readPort(options.port);
  const seed = options.seed === undefined ? undefined : await readSeed(options.seed);
  const emulator = createEmulator({ seed, now: options.now });
  const server = await listen(emulator, { port, host: options.host });
  console.log(`VTEX Customer Credit, in memory, at ${server.url}`);
  console.log('Any app key and token will do, unless the seed names callers. To begin with:');
  console.log(
    `  curl -H 'X-VTEX-API-AppKey: any' -H 'X-VTEX-API-AppToken: any' ${server.url}/api/creditcontrol/storeconfig`,
  );
  console.log('Press Ctrl-C to stop; nothing is kept.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close().catch(() => process.exit(1));
    });
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '8787' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string' },
      now: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, ...rest] = positionals;
  if (values.help) return console.log(usage);
  if (command !== 'serve' || rest.length > 0) throw new UsageError(usage);
  await serve(values);
}

function isForPeople(error: unknown): error is Error {
  if (error instanceof UsageError || isCustomerCreditError(error)) return true;
  return (
    error instanceof Error && 'code' in error && /^(ERR_PARSE_ARGS|EADDR|EACCES)/.test(String(error.code))
  );
}

main().catch((error: unknown) => {
  console.error(isForPeople(error) ? error.message : error);
  process.exitCode = 2;
});
