import { accountIdOf } from '../../../api/accounts/id.ts';
import type { Account } from '../../../api/accounts/types.ts';
import type { AccountChangeKind, RowChange, RowProblem } from '../../types.ts';
import { type AccountWish, documentTypeOf, type ReadColumn } from '../format/account-types.ts';
import { storable } from '../format/cell.ts';
import { isAmount, isEmail, isFraction } from '../format/values.ts';
import { meansOpen } from '../format/words.ts';
import { decisionOf, impossible, problem, type RowDecision } from './job.ts';

type Change = RowChange<AccountChangeKind>;

const checks: Readonly<Partial<Record<ReadColumn, readonly [(text: string) => boolean, string]>>> = {
  email: [isEmail, 'This is no e-mail address.'],
  creditLimit: [isAmount, 'The limit is an amount of zero or more with two decimals at most.'],
  tolerance: [isFraction, 'The tolerance is a decimal fraction from 0 on: 0.1 for 10 %.'],
};

/** What is wrong with the values that would be sent. */
function faults(wish: AccountWish, columns: readonly ReadColumn[]): RowProblem[] {
  return columns.flatMap((column) => {
    const value = wish[column];
    const check = checks[column];
    if (value === undefined || check === undefined || check[0](value)) return [];
    return [problem('not_understood', check[1], wish.titles[column])];
  });
}

const needed = [
  ['document', 'Opening the account needs a document.'],
  ['documentType', 'Opening the account needs a document type, such as CPF.'],
  ['email', 'Opening the account needs an e-mail address.'],
  ['creditLimit', 'Opening the account needs a credit limit.'],
] as const;

function opening(wish: AccountWish): RowDecision<AccountChangeKind> {
  const { id, document, documentType, titles } = wish;
  const missing = needed.flatMap(([column, message]) =>
    wish[column] === undefined ? [problem('missing', message, titles[column])] : [],
  );
  const made = accountIdOf(document ?? '', documentTypeOf(documentType ?? ''));
  if (document !== undefined && documentType !== undefined && made !== id) {
    const message = 'There is no such account, and one opened with this document would have another id.';
    return impossible(problem('not_found', message, titles.id));
  }
  const wrong = [...missing, ...faults(wish, ['email', 'creditLimit', 'tolerance'])];
  if (wrong.length === 0) return decisionOf<AccountChangeKind>([{ kind: 'open', from: '', to: id }]);
  return impossible(problem('not_found', 'There is no such account.', titles.id), ...wrong);
}

const documentText = (document: string, type: string): string => `${document} ${type}`.trim();

/** What is to be done about an account. */
export function decideAccount(
  wish: AccountWish,
  present: Account | undefined,
): RowDecision<AccountChangeKind> {
  const { status, email, document, documentType, creditLimit, tolerance, titles } = wish;
  const open = status === undefined || status === present?.status || meansOpen(status);
  if (!open) {
    const message = 'Accounts are not closed by CSV: closing deletes all that an account has.';
    return impossible(problem('closing_not_offered', message, titles.status));
  }
  if (present === undefined) return opening(wish);
  const changes: Change[] = [];
  const touched: ReadColumn[] = [];
  const differs = (wished: string | undefined, has: string): wished is string =>
    wished !== undefined && wished !== storable(has).trim();
  if (differs(email, present.email)) {
    changes.push({ kind: 'email', from: present.email, to: email });
    touched.push('email');
  }
  const [hasDocument, hasType] = [present.document ?? '', present.documentType ?? ''];
  const otherType = differs(documentType, hasType) && documentTypeOf(documentType) !== hasType;
  if (differs(document, hasDocument) || otherType) {
    const type = otherType ? documentTypeOf(documentType) : hasType;
    const to = documentText(document ?? hasDocument, type);
    changes.push({ kind: 'document', from: documentText(hasDocument, hasType), to });
  }
  const number = (
    kind: 'credit_limit' | 'tolerance',
    column: ReadColumn,
    to: string | undefined,
    from: number,
  ): void => {
    if (to === undefined || Number(to) === from) return;
    changes.push({ kind, from: String(from), to });
    touched.push(column);
  };
  number('credit_limit', 'creditLimit', creditLimit, present.creditLimit);
  number('tolerance', 'tolerance', tolerance, present.tolerance);
  const wrong = faults(wish, touched);
  return wrong.length === 0 ? decisionOf(changes) : impossible(...wrong);
}
