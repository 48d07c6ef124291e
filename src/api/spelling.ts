import { lazily } from '../values/lazily.ts';

/** Names of the API, and how else they are read: in any case, and by other spellings that occur. */
export interface Spelling {
  /** Other spellings, in any case, and the name that each stands for. */
  readonly others: Readonly<Record<string, string>>;
  /** The name as the API writes it; anything else as it is. */
  read(given: unknown): unknown;
}

/* @__NO_SIDE_EFFECTS__ */
export function spelling(known: readonly string[], others: Readonly<Record<string, string>> = {}): Spelling {
  const byLowerCase = lazily(
    () =>
      new Map(
        [...known.map((name): [string, string] => [name, name]), ...Object.entries(others)].map(
          ([given, name]): [string, string] => [given.toLowerCase(), name],
        ),
      ),
  );
  const right: ReadonlySet<unknown> = new Set(known);
  return {
    others,
    read: (given) => {
      if (typeof given !== 'string' || right.has(given)) return given;
      return byLowerCase().get(given.toLowerCase()) ?? given;
    },
  };
}

const decimal = /^-?\d+(?:\.\d+)?$/;

/** A decimal string as its number; anything else as it is. */
export function toNumber(given: unknown): unknown {
  return typeof given === 'string' && decimal.test(given) ? Number(given) : given;
}
