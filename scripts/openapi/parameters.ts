import { identifier } from '../../src/api/primitives.ts';
import { isOperationId, operationsById } from '../../src/api/table.ts';
import type { Json, JsonObject } from './json.ts';
import { parts } from './parts.ts';
import type { Prose } from './prose.ts';
import { parameterSchema } from './schemas.ts';

/** The names of the parameters of a path template. */
const parametersOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** The parameters of paths, as components: the same in every path. */
export function pathParameters(prose: Prose): JsonObject {
  const names = new Set(Object.values(operationsById).flatMap(({ path }) => parametersOf(path)));
  return Object.fromEntries(
    [...names].toSorted().map((name): [string, Json] => [
      name,
      {
        name,
        in: 'path',
        description: prose.of(`path.${name}`),
        required: true,
        schema: parameterSchema(identifier),
      },
    ]),
  );
}

/** Where the texts of query parameters stand. */
const filters: Readonly<Record<string, string>> = {
  'invoices.list': 'InvoiceWireFilter',
  'accounts.list': 'AccountWireFilter',
};

/** Other names of parameters, and other spellings of values, that are read as well. */
const spellings: Readonly<Record<string, Readonly<Record<string, JsonObject>>>> = {
  'invoices.list': {
    createdDateFrom: { 'x-other-names': ['createDateFrom'] },
    createdDateTo: { 'x-other-names': ['createDateTo'] },
    status: { 'x-spellings': { Open: 'Opened', Canceled: 'Cancelled' } },
  },
  'accounts.list': { status: { 'x-spellings': { Opened: 'Open', Canceled: 'Cancelled' } } },
};

/** The parameters of an operation: those of its path by reference, those of its query with their ranges. */
export function parametersFor(id: string, prose: Prose): readonly Json[] {
  if (!isOperationId(id)) throw new Error(`no operation ${id}`);
  const inPath = parametersOf(operationsById[id].path).map((name) => ({
    $ref: `#/components/parameters/${name}`,
  }));
  const inQuery = Object.entries(parts[id].query ?? {}).map(([name, schema]): Json => {
    const place = ['from', 'to'].includes(name) ? `PageRange.${name}` : `${filters[id] ?? ''}.${name}`;
    const { default: _, ...rest } = parameterSchema(schema);
    return { name, in: 'query', description: prose.of(place), ...spellings[id]?.[name], schema: rest };
  });
  return [...inPath, ...inQuery];
}
