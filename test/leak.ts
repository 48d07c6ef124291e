import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Lets go of everything that can be: what a weak reference held in this turn goes in the next. */
async function collectGarbage(): Promise<void> {
  if (typeof collect !== 'function') throw new Error('no garbage collection to ask for');
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
}

/**
 * How many of the given objects are still held by somebody. Unlike bytes of the heap, in which the machine keeps its own
 * code and tables as well, this is the same on every run.
 */
export async function stillHeld(references: ReadonlyArray<WeakRef<object>>): Promise<number> {
  await collectGarbage();
  return references.filter((reference) => reference.deref() !== undefined).length;
}

/** Bytes in use once everything that can be let go is gone. */
export async function bytesInUse(): Promise<number> {
  await collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * The least that each step added to the bytes in use. What is kept for each row or request comes with every step; what
 * the machine itself keeps comes with some of them.
 */
export const leastGrowth = (readings: readonly number[]): number =>
  Math.min(...readings.slice(1).map((bytes, at) => bytes - (readings[at] ?? 0)));
