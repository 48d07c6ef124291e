import { withField } from '../../api/fields.ts';
import type { Invoice, InvoicePage } from '../../api/invoices/types.ts';
import type { OperationId } from '../../api/table.ts';
import { summarizePage } from '../../ledger/summary.ts';
import { fieldOf } from '../../values/record.ts';
import type { FaultMoment } from './fault-types.ts';

/** A call as a quirk sees it. */
export interface QuirkedCall {
  readonly id: OperationId;
  readonly input: unknown;
  /** How many calls of this operation there were since the quirk was switched on, this one included. */
  readonly nth: number;
  /** Reads the same operation with another input. */
  again(input: unknown): unknown;
  /** Whether an e-mail is that of a dependent, and of no account's own customer. */
  isDependent(email: string): boolean;
}

/** Something production is known to do on its bad days. */
export interface QuirkFacts {
  /** VTEX's number of the known issue. */
  readonly knownIssue?: number;
  /** What happens. */
  readonly says: string;
  readonly mark: 'documented' | 'observed' | 'assumed';
  readonly source: string;
}

export interface QuirkRule extends QuirkFacts {
  /** What strikes the call instead of, or after, its work. */
  readonly strike?: (call: QuirkedCall) => FaultMoment | undefined;
  /** The input that is used instead. */
  readonly input?: (call: QuirkedCall) => unknown;
  /** The answer that is given instead. */
  readonly output?: (output: unknown, call: QuirkedCall) => unknown;
}

const failure: FaultMoment = { phase: 'before', effect: { status: 500 } };
const on =
  (id: OperationId, moment: FaultMoment) =>
  (call: QuirkedCall): FaultMoment | undefined =>
    call.id === id ? moment : undefined;

const isInvoiceList = ({ id }: QuirkedCall): boolean =>
  id === 'invoices.list' || id === 'invoices.listByAccount';

const emailAsked = ({ input }: QuirkedCall): string => {
  const email = fieldOf(fieldOf(input, 'query'), 'email');
  return typeof email === 'string' ? email : '';
};

/** Whether a call lists the invoices of one account, as My Credits must. */
const isListOfAccount = ({ id, input }: QuirkedCall): boolean =>
  id === 'invoices.listByAccount' ||
  (id === 'invoices.list' && fieldOf(fieldOf(input, 'query'), 'creditAccountId') !== undefined);

/** The last position that a list is asked for. */
function lastPosition({ input }: QuirkedCall): number {
  const query = fieldOf(input, 'query');
  return Number(fieldOf(query, 'to') ?? fieldOf(query, 'from') ?? 1);
}

/** More invoices than these cannot be exported at once. */
const mostExported = 150_000;

const everything = { from: 1, to: Number.MAX_SAFE_INTEGER };

const withQuery = (input: unknown, change: (query: unknown) => unknown): unknown =>
  withField(input, 'query', change);

/** What only invoices have. */
const ofInvoices: ReadonlyArray<keyof Invoice> = ['transactionId', 'dueDate'];

function isInvoices(value: unknown): value is readonly Invoice[] {
  return Array.isArray(value);
}

/** An answer with every object in it changed. */
function deep(value: unknown, change: (given: Readonly<Record<string, unknown>>) => object): unknown {
  if (Array.isArray(value)) return value.map((item) => deep(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item, change)]));
  return change(inner);
}

const optionalKeys = [
  'friendlyId',
  'resolvedAt',
  'numberOfInstallments',
  'orderId',
  'paymentLink',
  'observation',
] as const satisfies ReadonlyArray<keyof Invoice>;
const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value);

/** The quirks by name. All are off unless switched on. */
export const quirkRules = {
  'opening-refused-every-other-time': {
    knownIssue: 906509,
    says: 'Every other opening of an account is refused with 1099, although no such account is open.',
    mark: 'documented',
    source: 'KI 906509',
    strike: ({ id, nth }) =>
      id === 'accounts.open' && nth % 2 === 1
        ? {
            phase: 'before',
            effect: { status: 409, body: { code: 1099, message: 'The Credit Account is already open.' } },
          }
        : undefined,
  },
  'limit-change-fails': {
    knownIssue: 1093711,
    says: 'Changing a credit limit answers 500 (that nothing is changed then is assumed).',
    mark: 'documented',
    source: 'KI 1093711',
    strike: on('accounts.changeCreditLimit', failure),
  },
  'cancelling-fails': {
    knownIssue: 926563,
    says: 'Cancelling an invoice answers 500 (that nothing is changed then is assumed).',
    mark: 'documented',
    source: 'KI 926563',
    strike: on('invoices.cancel', failure),
  },
  'closing-fails': {
    knownIssue: 904432,
    says: 'Closing an account answers "Error while closing account." (that the status is 500 and the account stays open is assumed).',
    mark: 'documented',
    source: 'KI 904432; VTEX advises a limit of 0 instead',
    strike: on('accounts.close', {
      phase: 'before',
      effect: { status: 500, body: { message: 'Error while closing account.' } },
    }),
  },
  'totals-over-everything': {
    says: 'The totals of a page of invoices are sums over all matches instead of the page.',
    mark: 'assumed',
    source: 'what a store would answer without KI 432587, by which they are of the page only',
    output: (output, call) => {
      if (!isInvoiceList(call)) return output;
      const all = fieldOf(
        call.again(withQuery(call.input, (query) => ({ ...Object(query), ...everything }))),
        'data',
      );
      return withField<InvoicePage>(output, 'summary', (summary) =>
        isInvoices(all) ? summarizePage(all, Number(fieldOf(summary, 'count'))) : summary,
      );
    },
  },
  'count-of-the-page': {
    says: 'The count of a list is the number of rows on the page instead of all matches.',
    mark: 'assumed',
    source: 'our choice: what a walk must cope with',
    output: (output) => {
      const data = fieldOf(output, 'data');
      return Array.isArray(data)
        ? withField<InvoicePage>(output, 'summary', (summary) => ({ ...Object(summary), count: data.length }))
        : output;
    },
  },
  'first-page-of-21': {
    says: 'Without positions a list of invoices has 21 rows instead of 20.',
    mark: 'observed',
    source: 'a real answer: 21 rows, count 194',
    input: (call) =>
      isInvoiceList(call)
        ? withQuery(call.input, (query) =>
            fieldOf(query, 'from') === undefined && fieldOf(query, 'to') === undefined
              ? { ...Object(query), to: 21 }
              : query,
          )
        : call.input,
  },
  'invoice-listed-twice': {
    says: 'The last invoice of a page stands in it twice.',
    mark: 'observed',
    source: 'the official example names one invoice twice',
    output: (output, call) =>
      isInvoiceList(call)
        ? withField<InvoicePage>(output, 'data', (data) =>
            isInvoices(data) ? [...data, ...data.slice(-1)] : data,
          )
        : output,
  },
  'email-with-plus-or-underscore-fails': {
    knownIssue: 1287291,
    says: 'My Credits fails for a customer whose e-mail has + or _ (that it does so because looking up the account by that e-mail answers 500 is assumed).',
    mark: 'documented',
    source: 'KI 1287291',
    strike: (call) => (/[+_]/.test(emailAsked(call)) ? failure : undefined),
  },
  'my-credits-of-a-dependent-fails': {
    knownIssue: 367276,
    says: "My Credits fails for a dependent (that it does so because looking up the account by a dependent's e-mail answers 500 is assumed).",
    mark: 'documented',
    source: 'KI 367276',
    strike: (call) => (call.isDependent(emailAsked(call)) ? failure : undefined),
  },
  'my-credits-without-payment-link': {
    knownIssue: 546267,
    says: "My Credits shows no payment link, though there is one (that the list of an account's invoices lacks it then is assumed).",
    mark: 'documented',
    source: 'KI 546267, which VTEX has fixed',
    output: (output, call) =>
      isListOfAccount(call)
        ? withField<InvoicePage>(output, 'data', (data) =>
            isInvoices(data) ? data.map(({ paymentLink: _, ...shown }) => shown) : data,
          )
        : output,
  },
  'export-stuck-above-150000': {
    knownIssue: 327219,
    says: 'An export of more than 150,000 invoices gets stuck; smaller ones work (that a list then never answers for a position above is assumed).',
    mark: 'documented',
    source: 'KI 327219',
    strike: (call) =>
      isInvoiceList(call) && lastPosition(call) > mostExported
        ? { phase: 'before', effect: 'hang' }
        : undefined,
  },
  'payment-answers-with-id': {
    says: 'Marking an invoice as paid answers with its bare id.',
    mark: 'observed',
    source: 'old stores, in public code',
    output: (output, { id }) => (id === 'invoices.markAsPaid' ? (fieldOf(output, 'id') ?? output) : output),
  },
  'dates-without-offset': {
    says: 'Dates have no Z at their end.',
    mark: 'observed',
    source: 'old payloads',
    output: (output) =>
      deep(output, (given) =>
        Object.fromEntries(
          Object.entries(given).map(([key, value]) => [key, isDate(value) ? value.slice(0, -1) : value]),
        ),
      ),
  },
  'optional-keys-null': {
    says: 'Optional keys of an invoice that have no value are null instead of absent.',
    mark: 'observed',
    source: 'real payloads',
    output: (output) =>
      deep(output, (given) =>
        ofInvoices.every((key) => key in given)
          ? { ...Object.fromEntries(optionalKeys.map((key) => [key, null])), ...given }
          : given,
      ),
  },
} as const satisfies Readonly<Record<string, QuirkRule>>;

export type QuirkName = keyof typeof quirkRules;

/** The names, in the order of the table. */
export const quirkNames: readonly QuirkName[] = Object.keys(quirkRules).filter(isQuirkName);

export function isQuirkName(name: string): name is QuirkName {
  return Object.hasOwn(quirkRules, name);
}

/** A quirk as plain data. */
export interface Quirk extends QuirkFacts {
  readonly name: QuirkName;
}

/** What is known of each quirk. */
export const quirks: readonly Quirk[] = quirkNames.map((name) => {
  const rule: QuirkRule = quirkRules[name];
  const { says, mark, source, knownIssue } = rule;
  return { name, says, mark, source, ...(knownIssue === undefined ? {} : { knownIssue }) };
});
