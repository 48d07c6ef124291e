import * as z from 'zod/mini';
import type { Operation } from '../../src/api/operation.ts';
import * as schemas from '../../src/api/schemas.ts';
import type { Shape } from '../../src/api/shape.ts';
import * as shapes from '../../src/api/shapes.generated.ts';
import { type DescribedOperation, operationIds, operationsById } from '../../src/api/table.ts';

type Schemas = Readonly<Record<string, z.core.$ZodType>>;

/** Every operation of the table, whatever its types. */
export const operations: ReadonlyArray<DescribedOperation<unknown, unknown>> = operationIds.map(
  (id) => operationsById[id],
);

/** A schema has the name of its type: `accountOpening` describes `AccountOpening`. */
const typeName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const { answers } = schemas;
const requests: Schemas = Object.fromEntries(
  Object.entries(schemas).flatMap(([name, schema]) =>
    schema instanceof z.core.$ZodType ? [[name, schema] as const] : [],
  ),
);

const nameOf = new Map<Shape, string>(Object.entries(shapes).map(([name, shape]) => [shape, name]));

/** The name of a schema of `src/api/schemas.ts` by the shape that was written from it. */
function schemaName(shape: Shape): string {
  const name = nameOf.get(shape);
  if (name === undefined || !(name in requests || name in answers))
    throw new Error('src/api/schemas.ts: a schema of an operation is missing');
  return name;
}

const bodies = new Set(
  operations.flatMap(({ request }) => (request.body ? [schemaName(request.body.shape)] : [])),
);

/** The schemas of bodies, by the names of their types. */
export const requestSchemas: Schemas = Object.fromEntries(
  Object.entries(requests)
    .filter(([name]) => bodies.has(name))
    .map(([name, schema]) => [typeName(name), schema]),
);

/** The schemas of answers, by the names of their types. Strict, since only these know the names. */
export const answerSchemas: Schemas = Object.fromEntries(
  Object.entries(answers).map(([name, { strict }]) => [typeName(name), strict]),
);

/** The name of the type that a shape has. */
export const typeNameOf = (shape: Shape): string => typeName(schemaName(shape));

/** The schemas of a query's parameters. */
export function parametersOf(query: Shape): ReadonlyArray<readonly [string, z.core.$ZodType]> {
  const schema = Object.entries(requests).find(([name]) => name === schemaName(query))?.[1];
  return schema instanceof z.core.$ZodObject ? Object.entries(schema._zod.def.shape) : [];
}

/** The name of the type of an operation's body, if it has one. */
export function bodyNameOf({ request }: Operation<unknown, unknown>): string | undefined {
  return request.body === undefined ? undefined : typeNameOf(request.body.shape);
}

/** The name of the type of an operation's answer; nothing for an empty one. */
export function answerNameOf({ response }: Operation<unknown, unknown>): string | undefined {
  return response.shape === undefined ? undefined : typeNameOf(response.shape);
}
