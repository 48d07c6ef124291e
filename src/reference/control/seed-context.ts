import type { Issue } from '../../errors/issue.ts';
import type { DueDays } from '../../ledger/installment.ts';

/** What is known of a store before a seed is put in. */
export interface SeedTarget {
  readonly now: number;
  readonly dueDays: DueDays;
  /** Who seeds: the name in the rows of debits. */
  readonly caller: string;
  /** The id of an account as the store has it, or nothing. */
  accountId(id: string): string | undefined;
  hasInvoice(creditAccountId: string, id: string): boolean;
  hasTransaction(creditAccountId: string, id: string): boolean;
  makeId(): string;
  nextSequence(): number;
}

/** What every part of a seed is read with. */
export interface SeedContext extends SeedTarget {
  /** The present as the API writes it. */
  readonly written: string;
  /** What was found to be wrong. */
  readonly issues: Issue[];
}
