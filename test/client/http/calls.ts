import type { CallOptions, CustomerCredit } from 'vtex-customer-credit';
import { pathKeysOf } from '../../../src/api/define.ts';
import type { RetryClass } from '../../../src/api/operation.ts';
import {
  type DescribedOperation,
  type OperationId,
  operationIds,
  operationsById,
} from '../../../src/api/table.ts';
import { sampleCall } from '../../../src/contract/sample-call.ts';
import { documents, observed } from '../../fixtures/index.ts';
import { valueOfShape } from './value-of-shape.ts';

/** Every operation of the table, whatever its types. */
export const table: Readonly<Record<OperationId, DescribedOperation<unknown, unknown>>> = operationsById;

export { operationIds };

type Call = (client: CustomerCredit, id: string, options?: CallOptions) => Promise<unknown>;

/** One call of an operation: the sample of its definition, with one id in every place of its path. */
const callOf =
  (operation: OperationId): Call =>
  (client, id, options) =>
    sampleCall(client, operation, () => id, options);

type Calls = Readonly<Record<OperationId, Call>>;

function isWhole(calls: Partial<Calls>): calls is Calls {
  return operationIds.every((id) => calls[id] !== undefined);
}

function everyCall(): Calls {
  const calls = Object.fromEntries(operationIds.map((id) => [id, callOf(id)]));
  if (isWhole(calls)) return calls;
  throw new Error('an operation has no call');
}

/** One call of each operation. */
export const calls: Calls = everyCall();

/**
 * An answer of an operation: that of the documents; of an undocumented one what was observed or, else, what its shape
 * asks for. `undefined` where the answer is empty.
 */
export function goodAnswer(id: OperationId): unknown {
  const { undocumented, response } = table[id];
  const [found] = (undocumented === undefined ? documents : observed).flatMap((each) =>
    each.kind === 'response' && each.operation === id ? [each.json] : [],
  );
  const isMade = found === undefined && undocumented !== undefined && response.shape !== undefined;
  return isMade ? valueOfShape(response.shape) : found;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A documented answer as the answer to a request: with its id, and with the values that it sent. */
export function fitted(id: OperationId, url: string, text: string): unknown {
  const example = goodAnswer(id);
  if (!isRecord(example)) return example;
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const sent = isRecord(body) ? body : {};
  const { path: template } = table[id];
  const { pathname: path } = new URL(url, 'http://localhost');
  const parts = path.split('/').slice(-template.split('/').slice(1).length);
  const values = template
    .split('/')
    .slice(1)
    .flatMap((segment, at) => (segment.startsWith('{') ? [decodeURIComponent(parts[at] ?? '')] : []));
  const account = /\/accounts\/([^/]+)/.exec(path)?.[1];
  const last =
    'creditLimit' in example && account !== undefined ? decodeURIComponent(account) : values.at(-1);
  const own = 'id' in example ? { id: last ?? idOf(sent) ?? example['id'] } : {};
  const changed = /\/(creditlimit|tolerance)$/.exec(path)?.[1];
  const field = changed === 'tolerance' ? 'tolerance' : 'creditLimit';
  const changes = changed === undefined || !('creditLimit' in example) ? {} : { [field]: sent['value'] };
  const shown = Object.fromEntries(Object.entries(sent).filter(([name]) => name in example));
  const isNewHold = id === 'transactions.preAuthorize' || id === 'accounts.holders.add';
  return { ...example, ...own, ...shown, ...changes, ...(isNewHold ? { id: example['id'] } : {}) };
}

const idOf = ({ document, documentType }: Readonly<Record<string, unknown>>): unknown =>
  document === undefined ? undefined : `${document}_${documentType}`;

/** Answers each request with a documented answer that is one to it. */
export const fitting =
  (id: OperationId): ((request: Request) => Promise<Response>) =>
  async (request) => {
    const answer = fitted(id, request.url, await request.text());
    return answer === undefined ? new Response(null) : Response.json(answer);
  };

/** A value for every parameter of a path template. */
export function pathOf(template: string, value = 'x'): Record<string, string> {
  return Object.fromEntries(pathKeysOf(template).map((name) => [name, value]));
}

/**
 * The retry class of an operation as SPEC section 3 has it: the table must not be its own judge. SPEC has no word on a
 * change that is undocumented.
 */
export function expectedRetry(id: OperationId): RetryClass {
  const { method, undocumented, retry } = table[id];
  if (method === 'GET') return 'read';
  if (undocumented !== undefined && retry !== 'read') return retry;
  return once.has(id) ? 'once' : 'idempotent';
}

const once: ReadonlySet<OperationId> = new Set([
  'accounts.holders.add',
  'accounts.open',
  'invoices.markAsPaid',
  'invoices.postpone',
  'transactions.preAuthorize',
  'transactions.refund',
]);
