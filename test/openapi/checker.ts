import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fieldsOf, type Json, type JsonObject, listIn, objectIn } from '../../scripts/openapi/json.ts';
import type { OperationId } from '../../src/api/table.ts';
import { table } from '../client/http/calls.ts';

/** The document as it is given away. */
export const text = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8');
export const document: JsonObject = JSON.parse(text);

/** What stands at a JSON pointer. */
export function at(pointer: string): Json | undefined {
  return pointer
    .slice(2)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(
      (value, key) => (Array.isArray(value) ? listIn(value)[Number(key)] : objectIn(value)[key]),
      document,
    );
}

/** A pointer, and what it leads to when there is a reference. */
function followed(pointer: string): string {
  const { $ref } = objectIn(at(pointer));
  return typeof $ref === 'string' ? followed($ref) : pointer;
}

const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allErrors: true,
  allowUnionTypes: true,
  formats: { email: true },
});
// The document itself is no schema: its own words are told to the validator, which is strict about the rest.
ajv.addVocabulary(Object.keys(document));
ajv.addVocabulary(['x-decimals', 'x-spellings', 'x-other-names']);
ajv.addSchema({ ...document, $id: 'openapi.json' });

const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

/** What is wrong with a value, by the schema at a JSON pointer. Nothing: it matches. */
export function problems(pointer: string, value: unknown): readonly string[] {
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi.json${pointer}` });
  compiled.set(pointer, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Where an operation stands. */
export function pointerOf(id: OperationId): string {
  const { path, method } = table[id];
  return `#/paths/${escaped(path)}/${method.toLowerCase()}`;
}

const json = escaped('application/json');

/** Where the schema of a request body stands; `undefined` where there is no body. */
export function bodyOf(id: OperationId): string | undefined {
  const pointer = `${pointerOf(id)}/requestBody/content/${json}/schema`;
  return at(pointer) === undefined ? undefined : pointer;
}

/** Where an answer stands; `undefined` for a status that is not declared. */
export function answerOf(id: OperationId, status: number): string | undefined {
  const pointer = `${pointerOf(id)}/responses/${status}`;
  return at(pointer) === undefined ? undefined : followed(pointer);
}

/** Where the schema of an answer stands; `undefined` for an empty one. */
export function answerSchemaOf(id: OperationId, status: number): string | undefined {
  const pointer = `${answerOf(id, status) ?? '#/nowhere'}/content/${json}/schema`;
  return at(pointer) === undefined ? undefined : pointer;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  /** Where its schema stands. */
  readonly schema: string;
  readonly described: JsonObject;
}

export function parametersOf(id: OperationId): readonly Parameter[] {
  const list = `${pointerOf(id)}/parameters`;
  return listIn(at(list)).map((_, index) => {
    const pointer = followed(`${list}/${index}`);
    const described = objectIn(at(pointer));
    const { name, required } = described;
    return {
      name: String(name),
      in: String(described['in']),
      required: required === true,
      schema: `${pointer}/schema`,
      described,
    };
  });
}

/** A parameter's text as the value that it stands for. */
export function parameterValue(schema: string, given: string): unknown {
  const { type } = objectIn(at(schema));
  const isNumber = (type === 'integer' || type === 'number') && /^-?\d+(?:\.\d+)?$/.test(given);
  return isNumber ? Number(given) : given;
}

/** Every object of the document with the place it stands in. */
export function everyObject(
  value: Json | undefined = document,
  place = '#',
): ReadonlyArray<readonly [string, JsonObject]> {
  if (Array.isArray(value)) return value.flatMap((item, index) => everyObject(item, `${place}/${index}`));
  const inner = fieldsOf(value).flatMap(([name, field]) => everyObject(field, `${place}/${escaped(name)}`));
  return typeof value === 'object' && value !== null ? [[place, objectIn(value)], ...inner] : [];
}
