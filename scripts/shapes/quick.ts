import * as z from 'zod/mini';

/** A field as the writer found it: its name, what may stand instead, and its schema without that. */
export interface Field {
  readonly key: string;
  readonly or: number;
  readonly strict: z.ZodMiniType;
  /** The name of the predicate that the strict schema asks. */
  readonly accepts: string | undefined;
}

function kindOf({ strict, accepts }: Field): 'Text' | 'Number' | undefined {
  // Tolerantly a name or a date is any text.
  if (strict instanceof z.ZodMiniEnum || strict instanceof z.ZodMiniString) return 'Text';
  return strict instanceof z.ZodMiniNumber && accepts === undefined ? 'Number' : undefined;
}

/**
 * A function that reads an answer tolerantly by the names of its fields, several times as fast as its shape. Lists are
 * long, so their items get one. No function where a field is more than a plain value.
 */
export function quickCheckOf(fields: readonly Field[]): string | undefined {
  const conditions = fields.map((field) => {
    const kind = kindOf(field);
    return kind && `${field.or === 0 ? 'is' : 'mayBe'}${kind}(value[${JSON.stringify(field.key)}])`;
  });
  if (conditions.includes(undefined)) return undefined;
  return `(value: unknown): boolean => ${['isRecord(value)', ...conditions].join(' && ')}`;
}
