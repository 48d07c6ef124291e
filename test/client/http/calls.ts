import type { CallOptions, CustomerCredit } from 'vtex-customer-credit';
import type { Operation } from '../../../src/api/operation.ts';
import { isOperationId, type OperationId, operationsById } from '../../../src/api/table.ts';
import { documents } from '../../fixtures/index.ts';

/** Every operation of the table, whatever its types. */
export const table: Readonly<Record<OperationId, Operation<unknown, unknown>>> = operationsById;

export const operationIds: readonly OperationId[] = Object.keys(table).filter(isOperationId);

type Call = (client: CustomerCredit, id: string, options?: CallOptions) => Promise<unknown>;

const invoice = (id: string): { creditAccountId: string; id: string } => ({ creditAccountId: id, id });
const transaction = (id: string): { creditAccountId: string; transactionId: string } => ({
  creditAccountId: id,
  transactionId: id,
});

/** One call of each operation, with one id in every place of its path. */
export const calls: Readonly<Record<OperationId, Call>> = {
  'invoices.list': (client, _, options) => client.invoices.list({}, options).toArray({ limit: 1 }),
  'invoices.listByAccount': (client, id, options) =>
    client.invoices.listByAccount(id, {}, options).toArray({ limit: 1 }),
  'invoices.get': (client, id, options) => client.invoices.get(invoice(id), options),
  'invoices.update': (client, id, options) =>
    client.invoices.update(invoice(id), { status: 'Paid' }, options),
  'invoices.cancel': (client, id, options) => client.invoices.cancel(invoice(id), options),
  'invoices.markAsPaid': (client, id, options) => client.invoices.markAsPaid(invoice(id), options),
  'invoices.postpone': (client, id, options) =>
    client.invoices.postpone(invoice(id), { dueDays: 5 }, options),
  'accounts.list': (client, _, options) => client.accounts.list({}, options).toArray({ limit: 1 }),
  'accounts.open': (client, _, options) =>
    client.accounts.open(
      { document: '11111111111', documentType: 'CPF', email: 'a@example.com', creditLimit: 1000 },
      options,
    ),
  'accounts.get': (client, id, options) => client.accounts.get(id, options),
  'accounts.update': (client, id, options) => client.accounts.update(id, { email: 'a@example.com' }, options),
  'accounts.close': (client, id, options) => client.accounts.close(id, undefined, options),
  'accounts.getStatements': (client, id, options) => client.accounts.getStatements(id, options),
  'accounts.changeCreditLimit': (client, id, options) =>
    client.accounts.changeCreditLimit(id, { value: 5500 }, options),
  'accounts.changeTolerance': (client, id, options) =>
    client.accounts.changeTolerance(id, { value: 0.3 }, options),
  'accounts.decreaseBalance': (client, id, options) =>
    client.accounts.decreaseBalance(id, { statementId: id, value: -15 }, options),
  'transactions.preAuthorize': (client, id, options) =>
    client.transactions.preAuthorize(id, { value: 49.7 }, options),
  'transactions.updatePreAuthorization': (client, id, options) =>
    client.transactions.updatePreAuthorization(transaction(id), { value: 55 }, options),
  'transactions.cancelPreAuthorization': (client, id, options) =>
    client.transactions.cancelPreAuthorization(transaction(id), options),
  'transactions.settle': (client, id, options) =>
    client.transactions.settle(transaction(id), { value: 49.95 }, options),
  'transactions.refund': (client, id, options) =>
    client.transactions.refund(transaction(id), { value: 30 }, options),
  'accounts.holders.add': (client, id, options) =>
    client.accounts.holders.add(id, { claims: { email: 'a+b@example.com' } }, options),
  'accounts.holders.delete': (client, id, options) =>
    client.accounts.holders.delete({ creditAccountId: id, holderId: id }, options),
  'storeConfig.get': (client, _, options) => client.storeConfig.get(options),
  'storeConfig.update': (client, _, options) =>
    client.storeConfig.update({ postponementEnabled: true }, options),
};

/** A documented answer of an operation; `undefined` where the answer is empty. */
export function goodAnswer(id: OperationId): unknown {
  return documents.find(({ operation, kind }) => operation === id && kind === 'response')?.json;
}

/** The names of the parameters of a path template. */
export function parametersOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** A value for every parameter of a path template. */
export function pathOf(template: string, value = 'x'): Record<string, string> {
  return Object.fromEntries(parametersOf(template).map((name) => [name, value]));
}
