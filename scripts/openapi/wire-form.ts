import { pathKeysOf } from '../../src/api/define.ts';
import type { Operation } from '../../src/api/operation.ts';
import { fieldsOf, type Json, type JsonObject, listIn, objectIn, plain, textsIn } from './json.ts';

/** How a caller gives what may be a number or a string. */
type Form = 'number' | 'string';

const formsOf = (schema: JsonObject): readonly JsonObject[] => listIn(schema['oneOf']).map(objectIn);

/** Anything that passes for a field. */
function sampleOf(schema: JsonObject, form: Form): Json {
  const chosen = formsOf(schema).find(({ type }) => type === form) ?? schema;
  const negative = formsOf(schema).some(({ exclusiveMaximum }) => exclusiveMaximum === 0);
  const [named] = textsIn(chosen['enum']);
  if (named !== undefined) return named;
  if (chosen['format'] === 'email') return 'a@example.com';
  switch (chosen['type']) {
    case 'number':
    case 'integer':
      return negative ? -1 : 1;
    case 'boolean':
      return true;
    case 'object':
      return sampleBody(chosen, Object.keys(objectIn(chosen['properties'])), form);
    default:
      return negative ? '-1' : '1';
  }
}

function sampleBody(schema: JsonObject, names: readonly string[], form: Form): JsonObject {
  const properties = objectIn(schema['properties']);
  return Object.fromEntries(names.map((name) => [name, sampleOf(objectIn(properties[name]), form)]));
}

/** What the client writes when a caller gives this body. */
function sent(operation: Operation<unknown, unknown>, body: JsonObject): JsonObject {
  const path = Object.fromEntries(pathKeysOf(operation.path).map((name) => [name, 'x']));
  const { request } = operation;
  return objectIn(plain(request.toWire(request.check({ path, body })).body));
}

/**
 * Turns what a caller may give into what travels: fields that are always sent are required, and a field that takes
 * both a number and a string becomes the one of them that is written.
 */
export function wireForm(operation: Operation<unknown, unknown>, schema: JsonObject): JsonObject {
  const { required: given, properties, ...rest } = schema;
  const needed = textsIn(given);
  const doubles = fieldsOf(properties).flatMap(([name, field]) =>
    formsOf(objectIn(field)).length > 0 ? [name] : [],
  );
  const names = [...new Set([...needed, ...doubles])];

  // Nothing has to be given, and nothing is written otherwise than it is given.
  if (names.length === 0) return { ...rest, properties: objectIn(properties) };

  const required = Object.keys(sent(operation, sampleBody(schema, needed, 'number')));
  const asNumber = sent(operation, sampleBody(schema, names, 'number'));
  const asText = sent(operation, sampleBody(schema, names, 'string'));
  const fields = fieldsOf(properties).map(([name, field]) => {
    if (!doubles.includes(name)) return [name, field];
    const { oneOf, type, ...others } = objectIn(field);
    const written = typeof asNumber[name];
    if (written !== typeof asText[name]) throw new Error(`${operation.id}: ${name} is written in two forms`);
    return [name, { ...others, ...formsOf(objectIn(field)).find((form) => form['type'] === written) }];
  });
  return {
    ...rest,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(fields),
  };
}
