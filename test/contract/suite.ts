import { describe, expect, it } from 'vitest';
import { operationsById } from '../../src/operations/table.ts';
import { access } from './access.ts';
import { accounts } from './accounts.ts';
import { badInput } from './bad-input.ts';
import type { Door } from './door.ts';
import { invoices } from './invoices.ts';
import { lists } from './lists.ts';
import { subjectOf } from './store.ts';
import { transactions } from './transactions.ts';

/** Everything the reference promises, whichever way it is reached. */
export function contract(door: Door): void {
  const subject = subjectOf(door);
  describe(`the reference ${door.name}`, () => {
    invoices(subject);
    accounts(subject);
    transactions(subject);
    lists(subject);
    access(subject);
    badInput(subject);

    // Last, when all the others have run.
    it.each(Object.keys(operationsById))('the suite has seen %s succeed and be refused', (id) => {
      expect(subject.exercised).toContain(`${id} done`);
      expect(subject.exercised).toContain(`${id} refused`);
    });
  });
}
