import { only } from './codec.ts';

/** Names in whichever case, and the spellings that occur for them, brought to the one the API writes. */
export function spelling(
  known: readonly string[],
  others: Readonly<Record<string, string>> = {},
): (given: unknown) => unknown {
  const byLowerCase = new Map([
    ...known.map((name): [string, string] => [name.toLowerCase(), name]),
    ...Object.entries(others),
  ]);
  const right: ReadonlySet<unknown> = new Set(known);
  return (given) => {
    if (typeof given !== 'string' || right.has(given)) return given;
    return byLowerCase.get(given.toLowerCase()) ?? given;
  };
}

/** Applies a change to each item of a list, copying only what changes. */
export function eachOf(list: unknown, change: (item: unknown) => unknown): unknown {
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

const decimal = /^-?\d+(?:\.\d+)?$/;

/** A decimal string as its number; anything else as it is. */
export function toNumber(given: unknown): unknown {
  return typeof given === 'string' && decimal.test(given) ? Number(given) : given;
}

/** Query parameters as an object: names in any case, empty ones left out, the last of a repeated one counts. */
export function queryFields(
  query: ReadonlyArray<readonly [string, string]>,
  names: readonly string[],
  others: Readonly<Record<string, string>>,
  numeric: readonly string[],
): unknown {
  const nameOf = spelling(names, others);
  const fields = query.flatMap(([name, text]): Array<[string, unknown]> => {
    const known = nameOf(name);
    if (typeof known !== 'string' || text === '') return [];
    return [[known, numeric.includes(known) ? toNumber(text) : text]];
  });
  return only(names, Object.fromEntries(fields));
}
