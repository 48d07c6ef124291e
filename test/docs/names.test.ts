import { describe, expect, test } from 'vitest';
import type { Shape } from '../../src/api/shape.ts';
import * as shapes from '../../src/api/shapes.generated.ts';
import { operationIds, operationsById } from '../../src/api/table.ts';
import { behaviours } from '../../src/reference/behaviours/list.ts';

/** The names of a shape's fields, at every depth. */
function namesIn({ fields, of }: Shape): readonly string[] {
  return [...[...fields].flatMap(([name, field]) => [name, ...namesIn(field)]), ...of.flatMap(namesIn)];
}

const known = new Set([
  ...Object.values(shapes).flatMap((shape) => namesIn(shape)),
  ...operationIds.flatMap((id) => [...id.split('.'), ...(operationsById[id].path.match(/\w+(?=\})/g) ?? [])]),
]);

const texts = [
  ...behaviours.map(({ id, says }) => ({ place: id, text: says })),
  ...operationIds.flatMap((id) => {
    const { advice } = operationsById[id].recovery ?? {};
    return advice === undefined ? [] : [{ place: id, text: advice }];
  }),
];

describe('texts about the API', () => {
  test('name only fields and methods that there are', () => {
    const said = texts.flatMap(({ place, text }) =>
      (text.match(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g) ?? []).map((name) => ({ place, name })),
    );
    expect(said.length).toBeGreaterThan(30);
    expect(said.filter(({ name }) => !known.has(name))).toEqual([]);
  });
});
