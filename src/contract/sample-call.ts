import { pathKeysOf } from '../api/define.ts';
import { type OperationId, operationsById } from '../api/table.ts';
import type { CustomerCredit } from '../client/base-client.ts';
import type { CallOptions } from '../client/executor.ts';
import { ContractFailure } from './assert.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The arguments that the client's methods take for a path: nothing, the id of an account, or a reference; an invoice's
 * reference calls its id `id`. The id of a statement is of the caller's choice and goes with the data.
 */
function argumentsOf(
  path: Readonly<Record<string, string>>,
  data: object | undefined,
  hasData: boolean,
): unknown[] {
  const { creditAccountId, invoiceId, statementId, ...others } = path;
  const given: Fields | undefined = statementId === undefined ? { ...data } : { statementId, ...data };
  const ref = {
    creditAccountId,
    ...(invoiceId === undefined ? {} : { id: invoiceId }),
    ...others,
  };
  const first = Object.keys(ref).length === 1 ? creditAccountId : ref;
  return [
    ...(creditAccountId === undefined ? [] : [first]),
    ...(hasData ? [data === undefined ? undefined : given] : []),
  ];
}

/** The client's method of an operation, with its resource. */
function methodOf(client: CustomerCredit, id: OperationId): (given: readonly unknown[]) => unknown {
  let owner: unknown = client;
  let found: unknown = client;
  for (const name of id.split('.')) {
    owner = found;
    found = typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
  }
  if (typeof found !== 'function') throw new ContractFailure(`the client has no method ${id}`);
  const method = found;
  return (given) => Reflect.apply(method, owner, given);
}

/**
 * Calls the client's method of an operation with the sample of its definition; of a list it takes the first item.
 * `idOf` gives the id for each parameter of the path.
 */
export async function sampleCall(
  client: CustomerCredit,
  id: OperationId,
  idOf: (parameter: string) => string,
  options?: CallOptions,
): Promise<unknown> {
  const { path, request, sample } = operationsById[id];
  const ids = Object.fromEntries(pathKeysOf(path).map((name) => [name, idOf(name)]));
  const isList = request.query !== undefined;
  const data = isList ? (sample?.query ?? {}) : sample?.body;
  const given = argumentsOf(ids, data, isList || request.body !== undefined);
  const result = methodOf(client, id)(options === undefined ? given : [...given, options]);
  if (typeof result !== 'object' || result === null || !('toArray' in result)) return result;
  return methodOfList(result)([{ limit: 1 }]);
}

function methodOfList(list: object): (given: readonly unknown[]) => unknown {
  const method: unknown = Reflect.get(list, 'toArray');
  if (typeof method !== 'function') throw new ContractFailure('a list has no method toArray');
  return (given) => Reflect.apply(method, list, given);
}
