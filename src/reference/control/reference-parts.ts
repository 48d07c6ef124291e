import type { Engine } from '../engine/engine.ts';
import type { FaultList } from './faults.ts';
import type { JournalBook } from './journal.ts';
import type { QuirkSet } from './quirks.ts';

/** The engine, and what stands between it and its callers. */
export interface ReferenceParts {
  readonly engine: Engine;
  readonly faults: FaultList;
  readonly quirks: QuirkSet;
  readonly journal: JournalBook;
}
