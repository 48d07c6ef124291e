import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { createEmulator } from '../emulator/emulator.ts';
import type { Seed } from '../memory/seed.ts';
import { listen } from '../node/listen.ts';
import { UsageError } from './usage.ts';

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly seed?: string;
  readonly now?: string;
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

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError('--port: expected a whole number from 0 to 65535');
  return port;
}

async function serve({ port, host, seed, now }: ServeOptions): Promise<void> {
  const emulator = createEmulator({ seed: seed === undefined ? undefined : await readSeed(seed), now });
  const server = await listen(emulator, { port, host });
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

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serves the in-memory reference of VTEX Customer Credit on this machine.')
    .option('--port <port>', 'the port to listen on; 0 lets the system choose', readPort, 8787)
    .option('--host <host>', 'the address to listen on', '127.0.0.1')
    .option('--seed <file>', 'a JSON file with accounts, invoices, storeConfig and callers to start with')
    .option('--now <date>', "an ISO 8601 date at which time stands still (default: the machine's clock)")
    .action(serve);
}
