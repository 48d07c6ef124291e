import { describe, expect, test } from 'vitest';
import { InvalidInputError } from 'vtex-customer-credit';
import { isOperationId, type OperationId } from '../../../src/api/table.ts';
import { pathOf, table } from '../../client/http/calls.ts';
import { thrown } from '../../client/http/recording.ts';
import { type DocumentExample, documents, officialOperations } from '../../fixtures/index.ts';

/** Where SPEC section 8 says to ignore fields of an example: they are not written again. */
const ignored: Readonly<Record<string, readonly string[]>> = {
  // settle: true beside an expirationDate.
  'openapi/transactions.preAuthorize-request': ['expirationDate'],
  // The body of a DELETE.
  'openapi/accounts.close-request': ['document', 'documentType', 'email'],
};

function idOf(example: DocumentExample): OperationId {
  if (!isOperationId(example.operation)) throw new Error(`no operation ${example.operation}`);
  return example.operation;
}

function entriesOf(value: unknown): Array<[string, unknown]> {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

const asJson = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

const examples = documents.filter(({ template }) => !template);
const templates = documents.filter(({ template }) => template);
const requests = examples.filter(({ kind }) => kind === 'request');
const queries = examples.filter(({ kind }) => kind === 'query');
const responses = examples.filter(({ kind }) => kind === 'response');

describe('the examples of the documents', () => {
  test('are all here, and each belongs to an operation of the table', () => {
    expect(documents.map(({ operation }) => operation).filter((id) => !isOperationId(id))).toEqual([]);
    expect([requests.length, queries.length, responses.length, templates.length]).toEqual([17, 2, 29, 2]);
  });

  test('every operation with a body in its answer has an example of it', () => {
    const answered = new Set(responses.map(({ operation }) => operation));
    const lacking = officialOperations.filter(
      ({ hasResponseBody, operation }) => hasResponseBody && !answered.has(operation),
    );
    expect(lacking).toEqual([]);
  });

  test.each(requests)('request $id is read and written again without a loss', (example) => {
    const { request, path: template } = table[idOf(example)];
    const path = pathOf(template);
    const written = request.toWire(request.fromWire({ path, query: [], body: example.json }));
    const kept = entriesOf(example.json).filter(([name]) => !ignored[example.id]?.includes(name));
    expect(asJson(written.body)).toEqual(kept.length === 0 ? undefined : Object.fromEntries(kept));
    expect(written.path).toEqual(path);
    expect(written.query).toEqual([]);
  });

  test.each(queries)('query $id is read and written again without a loss', (example) => {
    const { request } = table[idOf(example)];
    const query = entriesOf(example.json).map(([name, value]): [string, string] => [name, String(value)]);
    const written = request.toWire(request.fromWire({ path: {}, query, body: undefined }));
    expect(Object.fromEntries(written.query)).toEqual(Object.fromEntries(query));
    expect(written.body).toBeUndefined();
  });

  test.each(responses)('response $id is read tolerantly to the very same text', (example) => {
    const { response } = table[idOf(example)];
    const read = response.fromWire(example.json, 'tolerant');
    expect(JSON.stringify(read)).toBe(JSON.stringify(example.json));
  });

  test.each(responses)('response $id is unharmed by being read unchecked', (example) => {
    const { response } = table[idOf(example)];
    expect(JSON.stringify(response.fromWire(example.json, 'off'))).toBe(JSON.stringify(example.json));
  });

  test('the search example keeps rows without friendlyId and numberOfInstallments, and both rows of one id', () => {
    const example = responses.find(({ id }) => id === 'guide-invoices/search-response');
    const read = table['invoices.list'].response.fromWire(example?.json, 'tolerant');
    expect(read).toEqual(example?.json);
    expect(read).toMatchObject({
      data: [
        { id: '8C7A5F6F57AE4464B3D1F15A0E47C536-01', status: 'Opened' },
        { id: '8C7A5F6F57AE4464B3D1F15A0E47C536-01', status: 'Paid' },
        { id: 'A69BD96CDA1F402B939913B81C6346B2-01', status: 'Opened' },
      ],
    });
    expect(JSON.stringify(read)).not.toMatch(/friendlyId|numberOfInstallments/);
  });

  test.each(templates)(
    'the template $id is refused as a request, and the refusal names status',
    (example) => {
      const { request, path } = table[idOf(example)];
      const error = thrown(() => request.fromWire({ path: pathOf(path), query: [], body: example.json }));
      expect(error).toBeInstanceOf(InvalidInputError);
      expect(error).toMatchObject({
        issues: expect.arrayContaining([{ path: 'status', expected: 'one of Opened, Paid, Cancelled' }]),
      });
      expect(String(error)).not.toContain('optional');
    },
  );
});

describe('in strict mode', () => {
  test.each(responses)('response $id is read as it is: no official example is refused', (example) => {
    const { response } = table[idOf(example)];
    expect(JSON.stringify(response.fromWire(example.json, 'strict'))).toBe(JSON.stringify(example.json));
  });
});
