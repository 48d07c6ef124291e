import { accountIdOf } from '../../../api/accounts/id.ts';
import type { Account } from '../../../api/accounts/types.ts';
import type { CallOptions } from '../../../client/executor.ts';
import type { AccountChangeKind, AccountsClient, RowProblem } from '../../types.ts';
import {
  type AccountWish,
  documentTypeOf,
  type ReadColumn,
  type WishedNumber,
} from '../format/account-types.ts';
import { type AccountColumn, accountColumns } from '../format/columns.ts';
import { readDecimal } from '../format/decimal.ts';
import { documentTwins } from '../format/document.ts';
import { isBlank, visibleText } from '../format/invisible.ts';
import type { DecimalMark } from '../format/locale.ts';
import { lostBySpreadsheet } from '../format/retyped.ts';
import { isIdentifier } from '../format/values.ts';
import { decideAccount, documentAfter } from './account-decision.ts';
import { DecisionMaker } from './decision-maker.ts';
import { type Found, type Job, problem, tooManyCells } from './job.ts';
import { orAbsent } from './or-absent.ts';

const readColumns = [
  ...(['id', 'status', 'email', 'document'] as const),
  ...(['documentType', 'creditLimit', 'tolerance'] as const),
] as const satisfies readonly AccountColumn[];

const given = (text: string): string | undefined => (isBlank(text) ? undefined : text);

function numberOf(cell: string, mark: DecimalMark | undefined): WishedNumber | undefined {
  const text = visibleText(cell);
  if (text === '') return undefined;
  const number = readDecimal(text, mark);
  if (number !== undefined && number !== 'ambiguous') return { value: number };
  const why =
    number === undefined
      ? 'This is no plain number.'
      : 'This may be thousands or decimals: write it without parting thousands, or say which mark decimals have.';
  return { unread: { text, why } };
}

/** The id of an account whose document differs only by zeros in front, mask or invisible characters. */
async function twinOf(
  { accounts }: AccountsClient,
  { id, document, documentType }: AccountWish,
  call: CallOptions,
): Promise<string | undefined> {
  if (document === undefined || documentType === undefined) return undefined;
  const type = documentTypeOf(documentType);
  if (accountIdOf(document, type) !== id) return undefined;
  for (const twin of documentTwins(document, type)) {
    const twinId = accountIdOf(twin, type);
    if (isIdentifier(twinId) && (await orAbsent(accounts.get(twinId, call))) !== undefined) return twinId;
  }
  return undefined;
}

/** What a sheet of accounts means. */
export const accountJob = (
  client: AccountsClient,
): Job<ReadColumn, AccountChangeKind, AccountWish, Account> => ({
  kind: 'accounts',
  shape: {
    columns: /* @__PURE__ */ readColumns.map((column) => [column, accountColumns[column]] as const),
    known: /* @__PURE__ */ Object.entries(accountColumns),
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
    const { titles } = row;
    const cell = (column: ReadColumn): string => row.cell(column).trim();
    const document = cell('document');
    const typeText = cell('documentType');
    const documentType = documentTypeOf(typeText);
    const ownId = cell('id');
    const made = document !== '' && documentType !== '' ? accountIdOf(document, documentType) : '';
    const id = isBlank(ownId) ? made : ownId;
    const title = (isBlank(ownId) && made !== '' ? undefined : titles.id) ?? titles.document;
    const loss = lostBySpreadsheet(isBlank(ownId) ? document : ownId);
    if (id === '') {
      const message = 'The id of the account is missing, or its document and document type.';
      problems.push(problem('missing', message, title));
    } else if (loss !== undefined) problems.push(problem('not_understood', loss, title));
    else if (!isIdentifier(id))
      problems.push(problem('not_understood', 'This cannot be the id of an account.', title));
    if (row.overfull) problems.push(tooManyCells);
    const subject = isIdentifier(id) ? { creditAccountId: id } : {};
    if (problems.length > 0) return { subject, wish: undefined, problems };
    return {
      subject,
      problems,
      wish: {
        id,
        status: given(cell('status')),
        email: given(cell('email')),
        document: given(document),
        documentType: given(typeText),
        creditLimit: numberOf(row.cell('creditLimit'), mark),
        tolerance: numberOf(row.cell('tolerance'), mark),
        titles,
      },
    };
  },
  keyOf: ({ id }) => id,
  async find(wish, call): Promise<Found<Account>> {
    const present = await orAbsent(client.accounts.get(wish.id, call));
    return present === undefined ? { present, twin: await twinOf(client, wish, call) } : { present };
  },
  decide: decideAccount,
  send: (wish, present, changes, call) => {
    const to = new Map(changes.map((change) => [change.kind, change.to] as const));
    if (present === undefined) {
      const opening = {
        document: wish.document ?? '',
        documentType: documentTypeOf(wish.documentType ?? ''),
        email: visibleText(wish.email ?? ''),
      };
      const creditLimit = wish.creditLimit?.value ?? '';
      return client.accounts.open({ ...opening, creditLimit, tolerance: wish.tolerance?.value }, call);
    }
    const only = changes.length === 1 ? changes[0] : undefined;
    if (only?.kind === 'credit_limit')
      return client.accounts.changeCreditLimit(wish.id, { value: Number(only.to) }, call);
    if (only?.kind === 'tolerance')
      return client.accounts.changeTolerance(wish.id, { value: Number(only.to) }, call);
    const after = documentAfter(new DecisionMaker(), wish, present);
    // It replaces everything: what stays has to be said again.
    return client.accounts.update(
      wish.id,
      {
        email: to.get('email') ?? present.email,
        document: given(after?.document ?? present.document ?? ''),
        documentType: given(after?.type ?? present.documentType ?? ''),
        creditLimit: to.get('credit_limit') ?? present.creditLimit,
        tolerance: to.get('tolerance') ?? present.tolerance,
      },
      call,
    );
  },
  paidBy: () => 0,
});
