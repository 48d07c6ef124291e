import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { target, toRequest } from './fuzz.ts';
import { hostile } from './requests.ts';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Bytes in use, after everything that can be let go is gone. */
async function used(): Promise<number> {
  for (let at = 0; at < 3; at += 1) {
    if (typeof collect === 'function') collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** More than the journal keeps, so that it is full when the measuring begins. */
const toFillTheJournal = 11_000;

export interface Memory {
  readonly before: number;
  readonly after: number;
}

/** What one emulator uses before and after so many hostile requests; its data goes back to the start again and again. */
export async function memoryUnder(requests: number): Promise<Memory> {
  const emulator = target();
  const start = emulator.control.snapshot();
  const list = fc.sample(hostile, { numRuns: 1000, seed: 7 });
  let sent = 0;
  const send = async (until: number): Promise<void> => {
    while (sent < until) {
      for (const each of list) {
        const request = toRequest(each);
        if (request !== undefined) await (await emulator.fetch(request)).text();
        sent += 1;
      }
      emulator.control.restore(start);
    }
  };
  await send(toFillTheJournal);
  const before = await used();
  await send(toFillTheJournal + requests);
  return { before, after: await used() };
}
