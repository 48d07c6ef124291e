import { type ShownStatus, statusNames } from '../api/invoices/status-names.ts';
import type { Invoice, InvoiceRef } from '../api/invoices/types.ts';
import { InvalidInputError, ServerError } from '../errors/index.ts';
import { unknownNames } from '../errors/option-names.ts';
import { isOverdue } from '../ledger/overdue.ts';
import { type Locale, locales } from '../text/locale.ts';
import { printable } from '../text/printable.ts';
import { compareDates } from '../values/instant.ts';
import { ExactSum } from '../values/money.ts';
import type { CustomerCredit } from './base-client.ts';

/**
 * Known issues of VTEX's page that the view can show. `546267`: the observation stands there as a comment, and there is no
 * way to pay (VTEX has fixed it). `367276`: the page of a dependent fails. `1287291`: the page of an e-mail address with
 * `+` or `_` fails.
 */
export type MyCreditsIssue = 546267 | 367276 | 1287291;

export const myCreditsIssues = [546267, 367276, 1287291] as const satisfies readonly MyCreditsIssue[];

export interface MyCreditsOptions {
  /** Epoch milliseconds: what is opened and due before is overdue. */
  readonly now: number;
  /** The language of the labels: `en` unless given. */
  readonly locale?: Locale | undefined;
  /** The e-mail of the dependent who looks; the account's own customer unless given. They see the same account. */
  readonly as?: string | undefined;
  /** Which of VTEX's known issues the page is to have: none unless given. */
  readonly knownIssues?: readonly MyCreditsIssue[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An invoice as the customer sees it. */
export interface MyInvoice extends InvoiceRef {
  readonly friendlyId: string | undefined;
  readonly status: Exclude<ShownStatus, 'Cancelled'>;
  /** The status in the language asked for, such as `Vencido`. */
  readonly label: string;
  readonly value: number;
  readonly dueDate: string;
  readonly installment: number;
  readonly numberOfInstallments: number | undefined;
  readonly orderId: string | undefined;
  /** What the store wrote for the customer, as one line that can be shown; `undefined` when it wrote nothing. */
  readonly observation: string | undefined;
  /** With known issue 546267: the observation, which then stands in a column of comments. */
  readonly comment: string | undefined;
  /**
   * Where the *Pay* button leads to; `undefined` where there is none. It is there exactly when the invoice is open (overdue
   * or not), has a payment link, and the store has `myCreditsEnabled` (documented).
   */
  readonly pay: string | undefined;
}

/** What a customer sees of an account on *My Credits*. Amounts are in the store's currency. */
export interface MyCredits {
  readonly creditAccountId: string;
  /** Whether the store shows the page at all: its `myCreditsEnabled`. */
  readonly enabled: boolean;
  readonly creditLimit: number;
  /** What can still be spent, the tolerance left aside. Negative where the limit was lowered below what is used. */
  readonly available: number;
  /** What orders hold that are not invoiced yet. */
  readonly reserved: number;
  /** Exact sums: open without the overdue ones, overdue, and paid. */
  readonly totals: Readonly<Record<'open' | 'overdue' | 'paid', number>>;
  /** The open, overdue and paid invoices, by due date. Cancelled ones are not shown (assumed). */
  readonly invoices: readonly MyInvoice[];
}

const filled = (text: string | null | undefined): string | undefined => {
  const shown = printable(text ?? '');
  return shown === '' ? undefined : shown;
};

function statusOf(invoice: Invoice, now: number): MyInvoice['status'] | undefined {
  if (isOverdue(invoice, now)) return 'Overdue';
  if (invoice.status === 'Opened') return 'Opened';
  return invoice.status === 'Paid' ? 'Paid' : undefined;
}

interface Look {
  readonly now: number;
  readonly locale: Locale;
  readonly enabled: boolean;
  /** Known issue 546267. */
  readonly asComment: boolean;
}

/** Where a browser may be sent to; anything else in the field is no link. */
const isLink = (text: string): boolean => /^https?:\/\//i.test(text);

function seen(invoice: Invoice, { now, locale, enabled, asComment }: Look): MyInvoice[] {
  const status = statusOf(invoice, now);
  if (status === undefined) return [];
  const { id, creditAccountId, value, dueDate, installment, numberOfInstallments } = invoice;
  const observation = filled(invoice.observation);
  const link = filled(invoice.paymentLink);
  const payable = enabled && !asComment && status !== 'Paid' && link !== undefined && isLink(link);
  return [
    {
      id,
      creditAccountId,
      friendlyId: filled(invoice.friendlyId),
      status,
      label: statusNames[locale][status],
      value,
      dueDate,
      installment,
      numberOfInstallments: numberOfInstallments ?? undefined,
      orderId: filled(invoice.orderId),
      observation: asComment ? undefined : observation,
      comment: asComment ? observation : undefined,
      pay: payable ? link : undefined,
    },
  ];
}

function totalsOf(invoices: readonly MyInvoice[]): MyCredits['totals'] {
  const sums = { Opened: new ExactSum(), Overdue: new ExactSum(), Paid: new ExactSum() };
  for (const { status, value } of invoices) sums[status].add(value);
  return { open: sums.Opened.value, overdue: sums.Overdue.value, paid: sums.Paid.value };
}

const operation = 'myCredits';

function check(options: MyCreditsOptions): void {
  if (typeof options !== 'object' || options === null)
    throw new InvalidInputError([{ path: 'options', expected: 'an object' }], { operation });
  const { now, locale = 'en', knownIssues: issues = [] } = options;
  const known: readonly unknown[] = myCreditsIssues;
  const wrong = [
    ...unknownNames(options, ['now', 'locale', 'as', 'knownIssues', 'signal']),
    ...(Number.isFinite(now) ? [] : [{ path: 'now', expected: 'epoch milliseconds' }]),
    ...(locales.includes(locale) ? [] : [{ path: 'locale', expected: `one of ${locales.join(', ')}` }]),
    ...(Array.isArray(issues) && issues.every((issue) => known.includes(issue))
      ? []
      : [{ path: 'knownIssues', expected: `a list of ${myCreditsIssues.join(', ')}` }]),
  ];
  if (wrong.length > 0) throw new InvalidInputError(wrong, { operation });
}

/** What the page of known issue `issue` answers (that it is a 500 is assumed). */
const failed = (issue: MyCreditsIssue): ServerError =>
  new ServerError({ status: 500, operation, vtexMessage: `Known issue ${issue}.` });

/**
 * The customer's view of an account: what VTEX's *My Credits* page shows. Reads the account, the store's configuration and
 * the account's invoices, a request for each hundred; changes nothing. Works with the client over HTTP, the one in memory
 * and any other.
 *
 * ```ts
 * const { available, invoices } = await myCredits(client, '11111111111_CPF', { now: Date.now(), locale: 'pt' });
 * for (const { label, value, pay } of invoices) console.log(label, value, pay ?? '');
 * ```
 *
 * @throws NotFoundError when there is no such account; ServerError where `knownIssues` make the page fail.
 */
export async function myCredits(
  client: Pick<CustomerCredit, 'accounts' | 'invoices' | 'storeConfig'>,
  creditAccountId: string,
  options: MyCreditsOptions,
): Promise<MyCredits> {
  check(options);
  const { now, locale = 'en', as, knownIssues: issues = [], signal } = options;
  const [account, config] = await Promise.all([
    client.accounts.get(creditAccountId, { signal }),
    client.storeConfig.get({ signal }),
  ]);
  const dependent = as !== undefined && as.toLowerCase() !== account.email.toLowerCase();
  if (dependent && issues.includes(367276)) throw failed(367276);
  if (/[+_]/.test(as ?? account.email) && issues.includes(1287291)) throw failed(1287291);
  const look: Look = {
    now,
    locale,
    enabled: config.myCreditsEnabled,
    asComment: issues.includes(546267),
  };
  const invoices: MyInvoice[] = [];
  for await (const invoice of client.invoices.list({ creditAccountId }, { signal }))
    invoices.push(...seen(invoice, look));
  invoices.sort((a, b) => compareDates(a.dueDate, b.dueDate));
  return {
    creditAccountId: account.id,
    enabled: look.enabled,
    creditLimit: account.creditLimit,
    available: account.availableCredit,
    reserved: account.preAuthorizedCredit,
    totals: totalsOf(invoices),
    invoices,
  };
}
