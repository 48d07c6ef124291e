import { describe, it } from 'vitest';
import { contract, referenceDoor } from 'vtex-customer-credit/contract';
import type { Door } from './adapters.ts';

/** The published suite, through a door of ours: nothing of it may be left out. */
export function suite(door: Door): void {
  contract(
    referenceDoor(door.name, (options) => door.open(options)),
    { describe, it },
  );
}
