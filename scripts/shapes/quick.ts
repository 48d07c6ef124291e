import * as z from 'zod/mini';

/** A field as the writer found it: its name, what may stand instead, and its strict schema without that. */
export interface Field {
  readonly key: string;
  readonly or: number;
  readonly strict: z.ZodMiniType;
  /** The name of the predicate that the strict schema asks. */
  readonly accepts: string | undefined;
}

function conditionOf({ strict, accepts }: Field, read: string): string | undefined {
  if (strict instanceof z.ZodMiniEnum) {
    const known = strict.options.map((name) => `${read} === ${JSON.stringify(name)}`).join(' || ');
    return `(strict ? ${known} : typeof ${read} === 'string')`;
  }
  if (strict instanceof z.ZodMiniString)
    return `typeof ${read} === 'string'${accepts === undefined ? '' : ` && (!strict || ${accepts}(${read}))`}`;
  if (strict instanceof z.ZodMiniNumber && accepts === undefined) return `isNumber(${read})`;
  return undefined;
}

/**
 * A function that looks at each field of an answer by its name, several times as fast as reading a shape. Lists are
 * long, so their items get one. What is `undefined` counts as absent: JSON has no such thing. No function where a field is more than a plain value.
 */
export function quickCheckOf(name: string, fields: readonly Field[]): string | undefined {
  const required: string[] = ['isRecord(value)'];
  const optional: string[] = [];
  for (const field of fields) {
    const { key, or } = field;
    const condition = conditionOf(field, or === 0 ? `value[${JSON.stringify(key)}]` : key);
    if (condition === undefined) return undefined;
    if (or === 0) required.push(condition);
    else
      optional.push(`const ${key} = value[${JSON.stringify(key)}];
        if (${key} !== undefined) {
          if (${key} !== null && !(${condition})) return false;
          known += 1;
        }`);
  }
  return `function ${name}(value: unknown, strict: boolean): boolean {
    if (!(${required.join(' && ')})) return false;
    let known = ${required.length - 1};
    ${optional.join('\n')}
    return !strict || hasFields(value, known);
  }`;
}
