import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { isLookup } from '../../scripts/openapi/answers.ts';
import { openApi } from '../../scripts/openapi/document.ts';
import { examples } from '../../scripts/openapi/examples.ts';
import { fieldsOf, isObject, listIn, objectIn, print, textsIn } from '../../scripts/openapi/json.ts';
import { page } from '../../scripts/openapi/page.ts';
import { pathKeysOf } from '../../src/api/define.ts';
import { basePath } from '../../src/api/operation.ts';
import type { OperationId } from '../../src/api/table.ts';
import { operationIds, pathOf, table } from '../client/http/calls.ts';
import { officialOperations } from '../fixtures/index.ts';
import {
  answerOf,
  answerSchemaOf,
  at,
  bodyOf,
  document,
  everyObject,
  parametersOf,
  pointerOf,
  problems,
  text,
} from './checker.ts';

/** The query of the sample, for operations that need one. */
const sampleQuery = (id: OperationId): ReadonlyArray<readonly [string, string]> =>
  Object.entries(table[id].sample?.query ?? {}).map(([name, value]) => [name, String(value)]);

const operation = (id: OperationId) => objectIn(at(pointerOf(id)));

describe('openapi.json', () => {
  test('is what the table of operations says, and so is docs/openapi.md', () => {
    expect(text).toBe(print(openApi(examples)));
    expect(readFileSync(new URL('../../docs/openapi.md', import.meta.url), 'utf8')).toBe(page());
  });

  test('is valid OpenAPI 3.1', async () => {
    expect(document['openapi']).toMatch(/^3\.1\./);
    const { valid, errors } = await new Validator().validate(JSON.parse(text));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  test('has no reference that leads nowhere', () => {
    const references = everyObject().flatMap(([place, { $ref }]) =>
      typeof $ref === 'string' ? [{ place, $ref }] : [],
    );
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter(({ $ref }) => at($ref) === undefined)).toEqual([]);
  });

  test('has no component that nobody refers to', () => {
    const referred = new Set(everyObject().map(([, { $ref }]) => $ref));
    const { securitySchemes, ...components } = objectIn(document['components']);
    const all = fieldsOf(components).flatMap(([kind, named]) =>
      fieldsOf(named).map(([name]) => `#/components/${kind}/${name}`),
    );
    expect(all.filter((pointer) => !referred.has(pointer))).toEqual([]);
    const used = listIn(document['security']).flatMap((each) => Object.keys(objectIn(each)));
    expect(used.toSorted()).toEqual(Object.keys(objectIn(securitySchemes)).toSorted());
  });

  test.each(Object.keys(objectIn(at('#/components/schemas'))))('has a strict JSON Schema for %s', (name) => {
    // A schema that is none throws here, and a symbol matches no schema.
    expect(problems(`#/components/schemas/${name}`, Symbol(name))).not.toEqual([]);
  });

  test('describes every parameter, field, component and answer', () => {
    const places = everyObject().flatMap(([place, object]) => {
      const described =
        /\/(?:schemas|parameters|headers|responses|properties|securitySchemes)\/[^/]+$/.test(place) &&
        object['$ref'] === undefined;
      const text = object['description'];
      return described && (typeof text !== 'string' || text.trim() === '') ? [place] : [];
    });
    expect(places).toEqual([]);
  });

  test('shows examples that match their own schemas', () => {
    const shown = everyObject().flatMap(([place, { schema, example }]) =>
      isObject(schema) && example !== undefined ? [{ place, example }] : [],
    );
    expect(shown.length).toBeGreaterThan(30);
    for (const { place, example } of shown) expect(problems(`${place}/schema`, example), place).toEqual([]);
    for (const [place, { schema, examples: several }] of everyObject()) {
      if (!isObject(schema)) continue;
      for (const [name, { value }] of fieldsOf(several).map(([key, each]) => [key, objectIn(each)] as const))
        expect(problems(`${place}/schema`, value), `${place} ${name}`).toEqual([]);
    }
  });
});

describe('each operation', () => {
  test('stands once, under its own id', () => {
    const ids = everyObject().flatMap(([, { operationId }]) => operationId ?? []);
    expect(operationIds.length).toBeGreaterThanOrEqual(officialOperations.length);
    expect(ids.toSorted()).toEqual([...operationIds].toSorted());
    expect(objectIn(listIn(document['servers'])[0])['url']).toBe(
      `https://{accountName}.{environment}.com.br${basePath}`,
    );
  });

  test.each(operationIds)('%s has what the table says of it', (id) => {
    const { permission, retry } = table[id];
    expect(operation(id)).toMatchObject({
      operationId: id,
      'x-permission': permission,
      'x-retry': retry,
    });
    const { summary, description } = operation(id);
    expect(String(summary)).toMatch(/^[A-Z].*[^.]$/);
    expect(String(description)).toContain(permission);
  });

  test.each(operationIds)('%s has the parameters of its path, and each of them is needed', (id) => {
    const inPath = parametersOf(id).filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual(pathKeysOf(table[id].path));
    expect(inPath.every(({ required }) => required)).toBe(true);
    for (const { schema } of inPath) {
      expect(problems(schema, '11111111111_CPF')).toEqual([]);
      for (const bad of ['', '.', '..', '%2e%2E', 'a\nb', 'x'.repeat(201)])
        expect(problems(schema, bad), bad).not.toEqual([]);
    }
  });

  test.each(operationIds)('%s can fail as the API can, and says what came of it', (id) => {
    const { retry } = table[id];
    const always = [200, 400, 401, 403, 429, 500, 503];
    const expected = [...always, ...(isLookup(table[id]) ? [404] : []), ...(retry === 'read' ? [] : [409])];
    const statuses = Object.keys(objectIn(operation(id)['responses'])).map(Number);
    expect(statuses.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
    expect(new Set(statuses.map((status) => answerOf(id, status))).size).toBe(statuses.length);
    for (const status of statuses) {
      const headers = Object.keys(objectIn(objectIn(at(answerOf(id, status) ?? '#'))['headers']));
      expect(headers).toContain('x-vtex-operation-id');
      expect(headers.includes('Retry-After')).toBe(status === 429 || status === 503);
      const error = answerSchemaOf(id, status);
      if (status === 200) continue;
      expect(problems(error ?? '#', { message: 'No.' })).toEqual([]);
      expect(problems(error ?? '#', { code: 1099, message: 'No.' })).toEqual([]);
      expect(problems(error ?? '#', { code: 1099 })).not.toEqual([]);
    }
  });

  test.each(operationIds)('%s has a body in its answer exactly where one is asked for', (id) => {
    const { response } = table[id];
    const read = () => response.fromWire(undefined, 'strict');
    if (answerSchemaOf(id, 200) === undefined) expect(read()).toBeUndefined();
    else expect(read).toThrow(expect.objectContaining({ code: 'invalid_response' }));
  });

  test.each(operationIds)('%s has a body in its request exactly where one is read', (id) => {
    const { request, path } = table[id];
    const read = () => request.fromWire({ path: pathOf(path), query: sampleQuery(id), body: 1 });
    const { required } = objectIn(objectIn(operation(id))['requestBody']);
    // A body that is not required is ignored, whatever it is.
    if (bodyOf(id) === undefined || required === false) expect(read).not.toThrow();
    else expect(read).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(required ?? true).toBe(request.body?.optional !== true);
  });
});

test.each(operationIds.filter((id) => bodyOf(id) !== undefined))(
  'the request that %s shows is one that the client writes',
  (id) => {
    const { request, path } = table[id];
    const { example } = objectIn(
      objectIn(objectIn(operation(id)['requestBody'])['content'])['application/json'],
    );
    // Of a body that may be left out, and is ignored, there is none to show.
    expect(example === undefined).toBe(request.body?.optional === true);
    const input = request.fromWire({ path: pathOf(path), query: [], body: example });
    expect(JSON.parse(JSON.stringify(request.toWire(input)))['body']).toEqual(example);
  },
);

describe('what is read as well', () => {
  const readQuery = (id: OperationId, name: string, value: string): unknown => {
    const { request, path } = table[id];
    const query = [...sampleQuery(id), [name, value] as const];
    return objectIn(
      JSON.parse(JSON.stringify(request.fromWire({ path: pathOf(path), query, body: undefined }))),
    )['query'];
  };
  const inQuery = operationIds.flatMap((id) =>
    parametersOf(id)
      .filter((parameter) => parameter.in === 'query')
      .map((parameter) => ({ id, ...parameter })),
  );

  test('other names of parameters are read as the name', () => {
    const named = inQuery.flatMap(({ id, name, described }) =>
      textsIn(described['x-other-names']).map((other) => ({ id, name, other })),
    );
    expect(named.map(({ other }) => other)).toEqual(['createDateFrom', 'createDateTo']);
    for (const { id, name, other } of named)
      expect(readQuery(id, other, '2024-05-01')).toEqual({ [name]: '2024-05-01' });
  });

  test('other spellings of values are read as the value', () => {
    const spelled = inQuery.flatMap(({ id, name, described }) =>
      fieldsOf(described['x-spellings']).map(([other, value]) => ({ id, name, other, value })),
    );
    expect(spelled).toHaveLength(4);
    for (const { id, name, other, value } of spelled)
      expect(readQuery(id, name, other)).toEqual({ [name]: value });
    const { 'x-spellings': inBody } = objectIn(at('#/components/schemas/InvoiceUpdate/properties/status'));
    expect(fieldsOf(inBody)).toHaveLength(2);
    const { request, path } = table['invoices.update'];
    for (const [other, value] of fieldsOf(inBody))
      expect(request.fromWire({ path: pathOf(path), query: [], body: { status: other } })).toMatchObject({
        body: { status: value },
      });
  });

  test('every query parameter is one that is read, and every other name is ignored', () => {
    const samples: Readonly<Record<string, string>> = {
      status: 'Opened',
      op: 'or',
      value: '1',
      from: '1',
      to: '1',
    };
    expect(inQuery.length).toBeGreaterThan(18);
    for (const { id, name } of inQuery) {
      const asked = new Map(sampleQuery(id));
      const given = samples[name] ?? asked.get(name) ?? '2024-05-01';
      const read = Object.keys(objectIn(JSON.parse(JSON.stringify(readQuery(id, name, given)))));
      expect(read.toSorted()).toEqual([...new Set([...asked.keys(), name])].toSorted());
    }
    for (const id of operationIds.filter((each) => inQuery.some((parameter) => parameter.id === each)))
      expect(Object.keys(objectIn(JSON.parse(JSON.stringify(readQuery(id, 'page', '1')))))).not.toContain(
        'page',
      );
  });
});
