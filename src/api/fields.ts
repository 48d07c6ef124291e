import { isRecord } from '../values/record.ts';
import type { Shape } from './shape.ts';

type Change = (given: unknown) => unknown;

/**
 * Takes what a shape does not name out of a value, at every depth: the API ignores unknown fields, the shapes of
 * requests refuse them. What has another form is left to be refused.
 */
export function onlyKnownFields(shape: Shape): Change {
  const [item] = shape.of;
  if (shape.base === 'list' && item !== undefined) {
    const change = onlyKnownFields(item);
    return (given) => (Array.isArray(given) ? given.map(change) : given);
  }
  if (shape.base !== 'object') return (given) => given;
  const fields = [...shape.fields].map(([name, field]): readonly [string, Change] => [
    name,
    onlyKnownFields(field),
  ]);
  return (given) => {
    if (!isRecord(given)) return given;
    return Object.fromEntries(
      fields.flatMap(([name, change]) => (Object.hasOwn(given, name) ? [[name, change(given[name])]] : [])),
    );
  };
}

/** Any object of which no type is known. */
type Anything = Readonly<Record<string, unknown>>;

/** Changes one field of what should be an object, where it is there; copies only when it changes. */
export function withField<Resource = Anything>(
  given: unknown,
  field: keyof Resource & string,
  change: Change,
): unknown {
  if (!isRecord(given)) return given;
  const value = given[field];
  const changed = change(value);
  return changed === value || !Object.hasOwn(given, field) ? given : { ...given, [field]: changed };
}

/** Applies a change to each item of a list, copying only what changes. */
export function eachOf(list: unknown, change: Change): unknown {
  if (!Array.isArray(list)) return list;
  const items: readonly unknown[] = list;
  let copy: unknown[] | undefined;
  for (let at = 0; at < items.length; at += 1) {
    const changed = change(items[at]);
    if (changed === items[at]) continue;
    copy ??= [...items];
    copy[at] = changed;
  }
  return copy ?? list;
}
