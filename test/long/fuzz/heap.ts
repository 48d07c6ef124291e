import fc from 'fast-check';
import { bytesInUse } from '../../leak.ts';
import { target, toRequest } from './fuzz.ts';
import { hostile } from './requests.ts';

/** More than the journal keeps, so that it is full when the measuring begins. */
const toFillTheJournal = 11_000;

/** What one emulator uses after each step of so many hostile requests; its data goes back to the start again and again. */
export async function memoryUnder(requests: number, steps: number): Promise<number[]> {
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
  const readings = [await bytesInUse()];
  while (readings.length <= steps) {
    await send(toFillTheJournal + requests * readings.length);
    readings.push(await bytesInUse());
  }
  return readings;
}
