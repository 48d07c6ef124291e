import { describe, it } from 'vitest';
import { contract, referenceAdapter } from 'vtex-customer-credit/contract';
import type { Adapter } from './adapters.ts';

/** The published suite, through an adapter of ours: nothing of it may be left out. */
export function suite(adapter: Adapter): void {
  contract(
    referenceAdapter(adapter.name, (options) => adapter.open(options)),
    { describe, it },
  );
}
