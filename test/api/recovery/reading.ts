import type { Find, RecoveryContext } from '../../../src/api/recovery.ts';
import { type DescribedOperation, type OperationId, operationsById } from '../../../src/api/table.ts';

const table: Readonly<Record<OperationId, DescribedOperation<unknown, unknown>>> = operationsById;

export const account = '11111111111_CPF';
export const invoice = 'AAAA-01';
export const hold = 'hold-0001';

/** An account as the API answers with it. */
export const accountJson = {
  id: account,
  status: 'Open',
  document: '11111111111',
  documentType: 'CPF',
  email: 'buyer@example.com',
  balance: 0,
  creditLimit: 1000,
  availableCredit: 960,
  availableBalance: 960,
  preAuthorizedCredit: 40,
  tolerance: 0.1,
  description: '',
  createdAt: '2024-05-08T12:00:00.1Z',
  updatedAt: '2024-05-08T12:00:00.1Z',
};

/** An invoice as the API answers with it. */
export const invoiceJson = {
  id: invoice,
  friendlyId: 'abcdefgh-1',
  status: 'Opened',
  value: 100,
  accountId: account,
  creditAccountId: account,
  createdAt: '2024-05-01T12:00:00Z',
  updatedAt: '2024-05-01T12:00:00Z',
  originalDueDate: '2024-05-20T06:52:53.1314379Z',
  dueDate: '2024-05-20T06:52:53.1314379Z',
  installment: 1,
  transactionId: 'AAAA',
};

/** A configuration as the API answers with it. */
export const configJson = {
  dailyInterestRate: 0.01,
  invoicePostponementLimit: 3,
  taxRate: 0.4,
  maxPostponementDays: 30,
  defaultCreditValue: 150,
  postponementEnabled: true,
  automaticCheckingAccountCreationEnabled: false,
  toleranceEnabled: true,
  myCreditsEnabled: true,
  maxPreAuthorizationGrowthRate: 0.1,
  notificationsSettings: {
    daysPrior: [
      { days: 5, timeOfDay: '12:00:00' },
      { days: 1, timeOfDay: '16:00:00' },
    ],
    daysAfter: [{ days: 3, timeOfDay: '12:00:00' }],
  },
};

/** The parameters of every path. */
const path = {
  creditAccountId: account,
  invoiceId: invoice,
  transactionId: hold,
  statementId: 'fee',
  holderId: 'holder-1',
};

/** The input of a call, checked as the client checks it. */
function inputOf(id: OperationId, body: unknown): unknown {
  const { request, path: template } = table[id];
  const named = Object.entries(path).filter(([name]) => template.includes(`{${name}}`));
  return request.check({ path: Object.fromEntries(named), ...(body === undefined ? {} : { body }) });
}

/** What reading finds: the JSON of an answer, or `undefined` where the API says that there is none. */
export type Read = object | undefined;

/** Reads an answer in the place of the network, and notes what was read. */
function reader(found: Read): { readonly find: Find; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    find: async ({ id, request, response }, input) => {
      asked.push([id, ...Object.values(request.toWire(input).path)].join(' '));
      return found === undefined ? undefined : response.fromWire(found, 'strict');
    },
  };
}

/** What recovery makes of what is read, and what it reads. */
export async function recovered(
  id: OperationId,
  body: unknown,
  found: Read,
  { before, refusedWith, began = Date.parse('2024-06-01') }: Partial<Omit<RecoveryContext, 'find'>> = {},
): Promise<{ readonly finding: string; readonly output: unknown; readonly asked: readonly string[] }> {
  const { find, asked } = reader(found);
  const result = await table[id].recovery?.recover?.(inputOf(id, body), {
    find,
    before,
    began,
    refusedWith,
  });
  if (result === undefined) throw new Error(`${id}: expected something that can be read`);
  return {
    finding: result.finding,
    output: result.finding === 'done' ? result.output : undefined,
    asked,
  };
}

/** What is read before a request is sent; `undefined` where nothing is. */
export async function readBefore(id: OperationId, body: unknown, found: Read): Promise<unknown> {
  return table[id].recovery?.before?.(inputOf(id, body), reader(found).find);
}

/** Whether an answer, as it travels, is taken for the one to this request. */
export function confirms(id: OperationId, body: unknown, answer: unknown): boolean {
  const { response, confirms: isConfirmed } = table[id];
  return isConfirmed(inputOf(id, body), response.normalize(answer));
}

/** Whether there is something to read for it. */
export const canRead = (id: OperationId): boolean => table[id].recovery?.recover !== undefined;

export const adviceOf = (id: OperationId): string | undefined => table[id].recovery?.advice;

export const cannotBeDoneTwice = (id: OperationId): boolean => table[id].recovery?.repeatable === true;

export const changing: readonly OperationId[] = Object.values(operationsById).flatMap(({ id, retry }) =>
  retry === 'read' ? [] : [id],
);

/** Those of them that the official texts have. */
export const documented: readonly OperationId[] = changing.filter(
  (id) => table[id].undocumented === undefined,
);
