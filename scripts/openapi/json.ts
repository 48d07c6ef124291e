/** What JSON can say; a field that is `undefined` is left out. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object in a place, or an empty one. */
export function objectIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The list in a place, or an empty one. */
export function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function textsIn(value: Json | undefined): readonly string[] {
  return listIn(value).filter((item) => typeof item === 'string');
}

/** The fields that are there, with their names. */
export function fieldsOf(value: Json | undefined): ReadonlyArray<readonly [string, Json]> {
  return Object.entries(objectIn(value)).flatMap(
    ([name, field]): Array<readonly [string, Json]> => (field === undefined ? [] : [[name, field]]),
  );
}

/** A value as it reads back after it was written. */
export function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

const lineWidth = 110;

function inline(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = fieldsOf(value).map(([name, field]) => `${JSON.stringify(name)}: ${inline(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

const hasObject = (value: Json): boolean =>
  Array.isArray(value) ? value.some(hasObject) : isObject(value) && fieldsOf(value).length > 0;

interface Place {
  readonly indent: string;
  /** What stands on the line already, with the comma behind. */
  readonly used: number;
  /** Whether an object may stand on one line, too. */
  readonly flatObjects: boolean;
}

function written(value: Json, { indent, used, flatObjects }: Place): string {
  const isList = Array.isArray(value);
  if (!isList && !isObject(value)) return JSON.stringify(value);
  const flat = inline(value);
  const mayBeFlat = flat.length <= 2 || (isList ? !hasObject(value) : flatObjects);
  if (mayBeFlat && used + flat.length <= lineWidth) return flat;
  const inner = `${indent}  `;
  const lines = isList
    ? value.map((item) => written(item, { indent: inner, used: inner.length + 1, flatObjects }))
    : fieldsOf(value).map(([name, field]) => {
        const key = `${JSON.stringify(name)}: `;
        const place = { indent: inner, used: inner.length + key.length + 1, flatObjects };
        return `${key}${written(field, place)}`;
      });
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return `${open}\n${lines.map((line) => `${inner}${line}`).join(',\n')}\n${indent}${close}`;
}

/** JSON in the form that the formatter of this repository leaves as it is. */
export function print(value: Json): string {
  return `${written(value, { indent: '', used: 0, flatObjects: false })}\n`;
}

/** The same for a table: one field of the outer object on each line, where it fits. */
export function printRows(rows: JsonObject): string {
  const lines = fieldsOf(rows).map(([name, row]) => {
    const key = `  ${JSON.stringify(name)}: `;
    return `${key}${written(row, { indent: '  ', used: key.length + 1, flatObjects: true })}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}
