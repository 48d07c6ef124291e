import type { Engine } from '../engine/engine.ts';
import type { FaultList } from './faults.ts';
import type { JournalBook } from './journal.ts';
import type { QuirkSet } from './quirks.ts';

/** What an operation is served with. */
export interface Carrier {
  readonly engine: Engine;
  readonly faults: FaultList;
  readonly quirks: QuirkSet;
  readonly journal: JournalBook;
}
