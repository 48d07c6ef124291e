import type * as z from 'zod/mini';
import type { Operation } from '../../src/api/operation.ts';
import * as schemas from '../../src/api/schemas.ts';
import { operationIds, operationsById } from '../../src/api/table.ts';

type Schemas = Readonly<Record<string, z.core.$ZodType>>;

/** Every operation of the table, whatever its types. */
export const operations: ReadonlyArray<Operation<unknown, unknown>> = operationIds.map(
  (id) => operationsById[id],
);

/** A schema has the name of its type: `accountOpening` describes `AccountOpening`. */
const typeName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const { answers, ...requests } = schemas;
const bodies = operations.flatMap(({ request }) => request.body?.schema ?? []);

/** The schemas of bodies, by the names of their types. */
export const requestSchemas: Schemas = Object.fromEntries(
  Object.entries(requests)
    .filter(([, schema]) => bodies.some((body) => body === schema))
    .map(([name, schema]) => [typeName(name), schema]),
);

/** The schemas of answers, by the names of their types. Strict, since only these know the names. */
export const answerSchemas: Schemas = Object.fromEntries(
  Object.entries(answers).map(([name, { strict }]) => [typeName(name), strict]),
);

/** The name of the type that a schema of `src/api/schemas.ts` describes. */
export function typeNameOf(schema: z.core.$ZodType): string {
  const all = [
    ...Object.entries(requests),
    ...Object.entries(answers).map(([name, { strict }]) => [name, strict] as const),
  ];
  const found = all.find(([, each]) => each === schema);
  if (found === undefined) throw new Error('src/api/schemas.ts: a schema of an operation is missing');
  return typeName(found[0]);
}

/** The name of the type of an operation's body, if it has one. */
export function bodyNameOf({ request }: Operation<unknown, unknown>): string | undefined {
  return request.body === undefined ? undefined : typeNameOf(request.body.schema);
}

/** The name of the type of an operation's answer; nothing for an empty one. */
export function answerNameOf({ response }: Operation<unknown, unknown>): string | undefined {
  return response.schemas === undefined ? undefined : typeNameOf(response.schemas.strict);
}
