/** What a case of the contract found to be otherwise. */
export class ContractFailure extends Error {
  override readonly name = 'ContractFailure';
}

function shown(value: unknown): string {
  if (value instanceof RegExp) return `text like ${value}`;
  if (value === undefined || typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Keys that have a value: `undefined` counts as left out, as it does in JSON. */
const keysOf = (value: object): string[] =>
  Object.keys(value).filter((key) => Reflect.get(value, key) !== undefined);

/**
 * Where two values first differ, as a sentence; `undefined` when they do not. A regular expression stands for every
 * text that it matches. With `partial`, an object may have more keys than were expected; a list may not be longer.
 */
export function difference(
  actual: unknown,
  expected: unknown,
  partial = false,
  path = '',
): string | undefined {
  const differs = `${path === '' ? '' : `${path}: `}expected ${shown(expected)}, got ${shown(actual)}`;
  if (expected instanceof RegExp)
    return typeof actual === 'string' && expected.test(actual) ? undefined : differs;
  if (!isObject(expected) || !isObject(actual)) return Object.is(actual, expected) ? undefined : differs;
  if (Array.isArray(expected) !== Array.isArray(actual)) return differs;
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length) return differs;
  const keys = partial ? Object.keys(expected) : new Set([...keysOf(expected), ...keysOf(actual)]);
  for (const key of keys) {
    const inner = Array.isArray(expected) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = difference(Reflect.get(actual, key), Reflect.get(expected, key), partial, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function check(found: string | undefined, what: string): void {
  if (found !== undefined) throw new ContractFailure(what === '' ? found : `${what}: ${found}`);
}

/** What may be expected of a value: a part of it, with the names that it has. */
type Part<Value> = Value extends readonly (infer Item)[]
  ? ReadonlyArray<Part<Item>>
  : Value extends object
    ? { readonly [Key in keyof Value]?: Part<Value[Key]> }
    : Value | RegExp;

/** Throws `ContractFailure` unless both are the same in every key. */
export function equal<Value>(actual: Value, expected: NoInfer<Part<Value>>, what = ''): void {
  check(difference(actual, expected), what);
}

/** Throws `ContractFailure` unless every key that was expected is there with its value. */
export function like<Value>(actual: Value, expected: NoInfer<Part<Value>>, what = ''): void {
  check(difference(actual, expected, true), what);
}

/** Throws `ContractFailure` with this text unless it holds. */
export function holdsThat(condition: boolean, text: string): void {
  if (!condition) throw new ContractFailure(text);
}

/** Throws `ContractFailure` unless the text has the part in it. */
export function contains(text: string | undefined, part: string | undefined): void {
  holdsThat(
    text !== undefined && part !== undefined && text.includes(part),
    `expected a text with ${shown(part)} in it, got ${shown(text)}`,
  );
}
