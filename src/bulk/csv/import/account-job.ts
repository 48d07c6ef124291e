import { accountIdOf } from '../../../api/accounts/id.ts';
import type { Account } from '../../../api/accounts/types.ts';
import { isCustomerCreditError } from '../../../errors/index.ts';
import type { AccountChangeKind, RowProblem } from '../../types.ts';
import { type AccountWish, documentTypeOf, type ReadColumn } from '../format/account-types.ts';
import { type AccountColumn, accountColumns } from '../format/columns.ts';
import { readDecimal } from '../format/decimal.ts';
import type { DecimalMark } from '../format/locale.ts';
import type { SheetRow } from '../format/sheet.ts';
import { isIdentifier } from '../format/values.ts';
import { decideAccount } from './account-decision.ts';
import { type Job, problem, tooManyCells } from './job.ts';

const readColumns = [
  ...(['id', 'status', 'email', 'document'] as const),
  ...(['documentType', 'creditLimit', 'tolerance'] as const),
] as const satisfies readonly AccountColumn[];

// A spreadsheet shows long numbers so, and saves what it shows.
const shortened = /^\d(?:[.,]\d+)?e\+\d+$/i;

const given = (text: string): string | undefined => (text === '' ? undefined : text);

function readNumber(
  row: SheetRow<ReadColumn>,
  column: 'creditLimit' | 'tolerance',
  mark: DecimalMark | undefined,
  problems: RowProblem[],
): string | undefined {
  const text = row.cell(column).trim();
  if (text === '') return undefined;
  const number = readDecimal(text, mark);
  if (number !== undefined && number !== 'ambiguous') return number;
  const message =
    number === undefined
      ? 'This is no plain number.'
      : 'This may be thousands or decimals: write it without parting thousands, or say which mark decimals have.';
  problems.push(problem('not_understood', message, row.title(column)));
  return undefined;
}

/** What a sheet of accounts means. */
export const accountJob: Job<ReadColumn, AccountChangeKind, AccountWish, Account> = {
  kind: 'accounts',
  shape: {
    columns: readColumns.map((column) => [column, accountColumns[column]] as const),
    missing: (found) => {
      const named = found.has('id') || (found.has('document') && found.has('documentType'));
      if (!named) return 'a column "Account ID", or the columns "Document" and "Document Type"';
      const useful = ['email', 'creditLimit', 'tolerance', 'document'] as const;
      const some = useful.some((column) => found.has(column));
      return some ? undefined : 'a column "Email", "Document", "Credit limit" or "Tolerance rate"';
    },
  },
  read: (row, mark) => {
    const problems: RowProblem[] = [];
    const cell = (column: ReadColumn): string => row.cell(column).trim();
    const document = cell('document');
    if (shortened.test(document)) {
      const message = 'A spreadsheet has shortened this number: make the column text, and write all digits.';
      problems.push(problem('not_understood', message, row.title('document')));
    }
    const typeText = cell('documentType');
    const documentType = documentTypeOf(typeText);
    const made = document !== '' && documentType !== '' ? accountIdOf(document, documentType) : '';
    const id = cell('id') || made;
    if (id === '') {
      const message = 'The id of the account is missing, or its document and document type.';
      problems.push(problem('missing', message, row.title('id') ?? row.title('document')));
    } else if (!isIdentifier(id)) {
      const message = 'This cannot be the id of an account.';
      problems.push(problem('not_understood', message, row.title(cell('id') === '' ? 'document' : 'id')));
    }
    if (row.overfull) problems.push(tooManyCells);
    const creditLimit = readNumber(row, 'creditLimit', mark, problems);
    const tolerance = readNumber(row, 'tolerance', mark, problems);
    const subject = isIdentifier(id) ? { creditAccountId: id } : {};
    if (problems.length > 0) return { subject, wish: undefined, problems };
    const titles = Object.fromEntries(readColumns.map((column) => [column, row.title(column)]));
    return {
      subject,
      problems,
      wish: {
        id,
        status: given(cell('status')),
        email: given(cell('email')),
        document: given(document),
        documentType: given(typeText),
        creditLimit,
        tolerance,
        titles,
      },
    };
  },
  keyOf: ({ id }) => id,
  async look(client, { id }, call) {
    try {
      return await client.accounts.get(id, call);
    } catch (error) {
      if (isCustomerCreditError(error) && error.code === 'not_found') return undefined;
      throw error;
    }
  },
  decide: decideAccount,
  send: (client, wish, present, changes, call) => {
    const { id, email, document, creditLimit, tolerance } = wish;
    const documentType = wish.documentType === undefined ? undefined : documentTypeOf(wish.documentType);
    if (present === undefined) {
      const opening = { document: document ?? '', documentType: documentType ?? '', email: email ?? '' };
      return client.accounts.open({ ...opening, creditLimit: creditLimit ?? '', tolerance }, call);
    }
    const [only] = changes;
    if (changes.length === 1 && only?.kind === 'credit_limit')
      return client.accounts.changeCreditLimit(id, { value: Number(creditLimit) }, call);
    if (changes.length === 1 && only?.kind === 'tolerance')
      return client.accounts.changeTolerance(id, { value: Number(tolerance) }, call);
    // It replaces everything: what stays has to be said again.
    return client.accounts.update(
      id,
      {
        email: email ?? present.email,
        document: document ?? given(present.document ?? ''),
        documentType: documentType ?? given(present.documentType ?? ''),
        creditLimit: creditLimit ?? present.creditLimit,
        tolerance: tolerance ?? present.tolerance,
      },
      call,
    );
  },
  paidBy: () => 0,
};
