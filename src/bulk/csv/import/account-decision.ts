import { accountIdOf } from '../../../api/accounts/id.ts';
import type { Account } from '../../../api/accounts/types.ts';
import type { AccountChangeKind } from '../../types.ts';
import {
  type AccountWish,
  documentTypeOf,
  type ReadColumn,
  type WishedNumber,
} from '../format/account-types.ts';
import { decimalText } from '../format/decimal.ts';
import { documentFault, hasCheckDigits, isSameDocument } from '../format/document.ts';
import { invisibleNames, visibleText } from '../format/invisible.ts';
import { isSameNumber, numberReadings } from '../format/number-readings.ts';
import { isAmount, isEmail, isFraction } from '../format/values.ts';
import { meansOpen } from '../format/words.ts';
import { DecisionMaker } from './decision-maker.ts';
import { type Found, impossibleRow, problem, type RowDecision } from './job.ts';

type Maker = DecisionMaker<AccountChangeKind>;

const limitExpected = 'The limit is an amount of zero or more with two decimals at most.';
const toleranceExpected = 'The tolerance is a decimal fraction from 0 on: 0.1 for 10 %.';
const emailExpected = 'This is no e-mail address.';

const needed = [
  ['document', 'Opening the account needs a document.'],
  ['documentType', 'Opening the account needs a document type, such as CPF.'],
  ['email', 'Opening the account needs an e-mail address.'],
  ['creditLimit', 'Opening the account needs a credit limit.'],
] as const satisfies ReadonlyArray<readonly [ReadColumn, string]>;

/** Checks a number that would be sent. */
function checkNumber(
  made: Maker,
  wished: WishedNumber | undefined,
  fits: (text: string) => boolean,
  expected: string,
  column: string | undefined,
): void {
  if (wished === undefined) return;
  const { value, unread } = wished;
  if (unread !== undefined) made.problem('not_understood', unread.why, column);
  else if (!fits(value)) made.problem('not_understood', expected, column);
}

/** Checks a document that would be sent, whole. */
function checkDocument(made: Maker, document: string, type: string, column: string | undefined): void {
  if (!made.isWhole(document, column)) return;
  const fault = documentFault(document, type);
  if (fault !== undefined) made.problem('not_understood', fault, column);
  else if (!hasCheckDigits(document, type))
    made.note('check_digits', `The check digits do not fit: is the ${type} right?`, column);
}

function opening(wish: AccountWish, twin: string | undefined): RowDecision<AccountChangeKind> {
  const { id, document, documentType, titles } = wish;
  const made = new DecisionMaker<AccountChangeKind>();
  const whole =
    document === undefined || documentType === undefined
      ? undefined
      : { document, type: documentTypeOf(documentType) };
  if (whole !== undefined && accountIdOf(whole.document, whole.type) !== id) {
    const message = 'There is no such account, and one opened with this document would have another id.';
    return impossibleRow(problem('not_found', message, titles.id));
  }
  if (twin !== undefined) {
    const message = `There is no such account, but there is ${twin}: the documents differ only by zeros in front, points, dashes or characters that cannot be seen.`;
    return impossibleRow(problem('same_document', message, titles.document ?? titles.id));
  }
  for (const [column, message] of needed)
    if (wish[column] === undefined) made.problem('missing', message, titles[column]);
  if (whole !== undefined) checkDocument(made, whole.document, whole.type, titles.document);
  if (wish.email !== undefined && !isEmail(visibleText(wish.email)))
    made.problem('not_understood', emailExpected, titles.email);
  checkNumber(made, wish.creditLimit, isAmount, limitExpected, titles.creditLimit);
  checkNumber(made, wish.tolerance, isFraction, toleranceExpected, titles.tolerance);
  made.change('open', '', id);
  const decision = made.decision();
  if (decision.verdict !== 'impossible') return decision;
  const names = invisibleNames(id);
  const why = names === '' ? '' : ` The id has characters that cannot be seen: ${names}.`;
  const none = problem('not_found', `There is no such account.${why}`, titles.id);
  return { ...decision, problems: [none, ...decision.problems] };
}

const documentText = (document: string, type: string): string => `${document} ${type}`.trim();

/** The document and its type as a row wants them, `undefined` where it wants neither changed. */
export function documentAfter(
  made: DecisionMaker<AccountChangeKind>,
  { document, documentType, titles }: AccountWish,
  present: Account,
): { readonly document: string; readonly type: string } | undefined {
  const [hasDocument, hasType] = [present.document ?? '', present.documentType ?? ''];
  const asked = documentType === undefined ? hasType : documentTypeOf(documentType);
  const otherType = asked !== hasType && made.differs(documentType, hasType, titles.documentType);
  const type = otherType ? asked : hasType;
  const shown = document !== undefined && document !== hasDocument && hasDocument !== '';
  if (shown && isSameDocument(document, hasDocument)) made.retyped(titles.document);
  else if (made.differs(document, hasDocument, titles.document)) return { document, type };
  return otherType ? { document: hasDocument, type } : undefined;
}

function decideDocument(made: Maker, wish: AccountWish, present: Account): void {
  const after = documentAfter(made, wish, present);
  if (after === undefined) return;
  const { document, type } = after;
  const [hasDocument, hasType] = [present.document ?? '', present.documentType ?? ''];
  const column = wish.titles[document === hasDocument ? 'documentType' : 'document'];
  if (document !== '') checkDocument(made, document, type, column);
  made.change('document', documentText(hasDocument, hasType), documentText(document, type));
}

interface NumberColumn {
  readonly kind: 'credit_limit' | 'tolerance';
  readonly column: string | undefined;
  readonly fits: (text: string) => boolean;
  readonly expected: string;
}

function decideNumber(
  made: Maker,
  { kind, column, fits, expected }: NumberColumn,
  wished: WishedNumber | undefined,
  from: number,
): void {
  if (wished === undefined) return;
  const { value, unread } = wished;
  if (Number(value) === from) return;
  // A spreadsheet rounds what is long, and parts thousands.
  const [has] = numberReadings(decimalText(from, '.'));
  const read = numberReadings(unread === undefined ? value : unread.text);
  if (has !== undefined && read.some((number) => isSameNumber(has, number))) {
    made.retyped(column);
    return;
  }
  checkNumber(made, wished, fits, expected, column);
  if (unread === undefined) made.change(kind, String(from), value);
}

/** What is to be done about an account. */
export function decideAccount(
  wish: AccountWish,
  { present, twin }: Found<Account>,
): RowDecision<AccountChangeKind> {
  const { status, email, creditLimit, tolerance, titles } = wish;
  const open = status === undefined || status === present?.status || meansOpen(status);
  if (!open) {
    const message = 'Accounts are not closed by CSV: closing deletes all that an account has.';
    return impossibleRow(problem('closing_not_offered', message, titles.status));
  }
  if (present === undefined) return opening(wish, twin);
  const made = new DecisionMaker<AccountChangeKind>();
  if (made.differs(email, present.email, titles.email)) {
    const to = visibleText(email);
    if (isEmail(to)) made.change('email', present.email, to);
    else made.problem('not_understood', emailExpected, titles.email);
  }
  decideDocument(made, wish, present);
  const limit = {
    kind: 'credit_limit',
    column: titles.creditLimit,
    fits: isAmount,
    expected: limitExpected,
  } as const;
  const rate = {
    kind: 'tolerance',
    column: titles.tolerance,
    fits: isFraction,
    expected: toleranceExpected,
  } as const;
  decideNumber(made, limit, creditLimit, present.creditLimit);
  decideNumber(made, rate, tolerance, present.tolerance);
  return made.decision();
}
