import { fits, orAbsent, type Shape } from '../../../src/api/shape.ts';

/** What some field takes, the plainest first: texts and numbers that no rule of a shape has yet refused all of. */
const candidates = ['text', 1, '2024-05-08T12:00:00Z', 'a@example.com', '1', -1, 0, 0.5, true];

/** The names that a shape says it takes. */
const namesOf = ({ expected }: Shape): readonly string[] =>
  /^one of (.*)$/.exec(expected)?.[1]?.split(', ') ?? [];

/** A value that has a shape, strictly: for answers of which no example is known. Throws when it finds none. */
export function valueOfShape(shape: Shape): unknown {
  const [inner] = shape.of;
  const made =
    shape.base === 'object'
      ? [Object.fromEntries(knownFields(shape))]
      : shape.base === 'list' && inner !== undefined
        ? [[valueOfShape(inner)]]
        : shape.base === 'union'
          ? shape.of.map(valueOfShape)
          : [...namesOf(shape), ...candidates];
  const found = made.find((value) => fits(shape, value));
  if (found === undefined) throw new Error(`test/client/http/value-of-shape.ts: what is ${shape.expected}?`);
  return found;
}

const knownFields = ({ fields }: Shape): ReadonlyArray<readonly [string, unknown]> =>
  [...fields].flatMap(([name, field]) =>
    (field.or & orAbsent) === 0 ? [[name, valueOfShape(field)] as const] : [],
  );
