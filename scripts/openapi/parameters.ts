import { pathKeysOf } from '../../src/api/define.ts';
import type { Operation, PartFacts } from '../../src/api/operation.ts';
import { identifier } from '../../src/api/primitives.ts';
import type { Json, JsonObject } from './json.ts';
import { operations, parametersOf, typeNameOf } from './parts.ts';
import type { Prose } from './prose.ts';
import { parameterSchema } from './schemas.ts';

/** The parameters of paths, as components: the same in every path. */
export function pathParameters(prose: Prose): JsonObject {
  const names = new Set(operations.flatMap(({ path }) => pathKeysOf(path)));
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

/** Other names of a parameter, and other spellings of its values, that are read as well. */
function alsoRead({ otherNames, spellings }: PartFacts, name: string): JsonObject {
  const others = Object.keys(otherNames).filter((other) => otherNames[other] === name);
  const values = spellings[name]?.others ?? {};
  return {
    ...(others.length === 0 ? {} : { 'x-other-names': others }),
    ...(Object.keys(values).length === 0 ? {} : { 'x-spellings': values }),
  };
}

/** The parameters of an operation: those of its path by reference, those of its query with their ranges. */
export function parametersFor(
  { path, request: { query } }: Operation<unknown, unknown>,
  prose: Prose,
): readonly Json[] {
  const inPath = pathKeysOf(path).map((name) => ({ $ref: `#/components/parameters/${name}` }));
  if (query === undefined) return inPath;
  const type = typeNameOf(query.shape);
  const inQuery = parametersOf(query.shape).map(([name, schema]): Json => {
    const { default: _, ...rest } = parameterSchema(schema);
    return {
      name,
      in: 'query',
      description: prose.of(`${type}.${name}`),
      ...alsoRead(query, name),
      schema: rest,
    };
  });
  return [...inPath, ...inQuery];
}
