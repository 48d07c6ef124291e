import { describe, expect, test } from 'vitest';
import {
  InvalidResponseError,
  isKnownAccountStatus,
  isKnownDocumentType,
  isKnownInvoiceStatus,
  isKnownStatementOrigin,
  type ValidationMode,
} from 'vtex-customer-credit';
import { matches } from '../../../src/api/complaints.ts';
import { answers } from '../../../src/api/schemas.ts';
import { isOperationId } from '../../../src/api/table.ts';
import { goodAnswer, operationIds, table } from '../../client/http/calls.ts';
import { clientOver, json, recording, rejection, thrown } from '../../client/http/recording.ts';
import { documents, observed } from '../../fixtures/index.ts';

const reference = { creditAccountId: '11111111111_CPF', id: '0A1B2C3D4E5F60718293A4B5C6D7E8F9-01' };

const payloads = observed.flatMap((variant) =>
  variant.kind === 'response' && isOperationId(variant.operation)
    ? [{ id: variant.id, operation: variant.operation, payload: variant.json }]
    : [],
);

function payload(id: string): object {
  const found = payloads.find((variant) => variant.id === id)?.payload;
  if (typeof found !== 'object' || found === null) throw new Error(`no payload ${id}`);
  return found;
}

const readInvoice = (answer: unknown, validation?: ValidationMode): Promise<object> =>
  clientOver(recording(json(answer))).invoices.get(reference, { validation });

/** A payload with a field of no name we know in every object. */
function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.map(withUnknownFields);
  }
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).map(([name, field]): [string, unknown] => [
    name,
    withUnknownFields(field),
  ]);
  return { ...Object.fromEntries(known), fromTheFuture: { nested: [1, 'two', null] } };
}

describe('tolerant reading', () => {
  test.each(payloads)('survives $id', ({ operation, payload: answer }) => {
    expect(() => table[operation].response.fromWire(answer, 'tolerant')).not.toThrow();
  });

  test.each(documents.filter(({ kind }) => kind === 'response'))(
    'keeps unknown fields at every depth of $id',
    ({ operation, json: answer }) => {
      if (!isOperationId(operation)) throw new Error(operation);
      const future = withUnknownFields(answer);
      expect(table[operation].response.fromWire(future, 'tolerant')).toEqual(future);
    },
  );

  test('keeps an unknown status of an invoice, and the guard tells', async () => {
    const invoice = await clientOver(recording(json(payload('invoice/unknown-status')))).invoices.get(
      reference,
    );
    expect(invoice.status).toBe('InDispute');
    expect(isKnownInvoiceStatus(invoice.status)).toBe(false);
  });

  test('keeps an unknown status of an account and a free-text document type, and the guards tell', async () => {
    const answer = { ...payload('account/free-text-document-type'), status: 'Frozen', id: 'x' };
    const account = await clientOver(recording(json(answer))).accounts.get('x');
    expect(account).toMatchObject({ status: 'Frozen', documentType: 'RUC' });
    expect(isKnownAccountStatus(account.status)).toBe(false);
    expect(isKnownDocumentType(account.documentType)).toBe(false);
  });

  test('keeps an unknown origin of a statement, and the guard tells', async () => {
    const row = { value: 1, date: '2024-01-10T12:00:00Z', origin: 'Chargeback' };
    const answer = { statements: [row], currentBalance: 0, intervalBalance: 1, previousBalance: 0 };
    const { statements } = await clientOver(recording(json(answer))).accounts.getStatements('x');
    expect(statements).toEqual([row]);
    expect(statements.map(({ origin }) => isKnownStatementOrigin(origin))).toEqual([false]);
  });

  test.each(['invoice/null-optionals', 'invoice/empty-optionals', 'invoice/absent-optionals'])(
    'keeps optional keys as they came: %s',
    async (id) => {
      expect(await readInvoice(payload(id))).toEqual(payload(id));
    },
  );

  test('an id may have any form', async () => {
    for (const id of ['11111111111_CPF', '0A1B2C3D4E5F60718293', '39f5f920-149f-11ha-b5b0-2vb896d3212f']) {
      const account = await clientOver(recording(json({ ...payload('account/old-id'), id }))).accounts.get(
        id,
      );
      expect(account.id).toBe(id);
    }
  });
});

describe('known names', () => {
  test.each([
    { guard: isKnownInvoiceStatus, known: ['Opened', 'Paid', 'Cancelled'] },
    { guard: isKnownAccountStatus, known: ['Open', 'Closed'] },
    { guard: isKnownDocumentType, known: ['CPF', 'CNPJ', 'Other'] },
    { guard: isKnownStatementOrigin, known: ['Credit', 'Invoice', 'Payment', 'Statement'] },
  ])('are $known and no others', ({ guard, known }) => {
    expect(known.filter((name) => !guard(name))).toEqual([]);
    const others = [
      'Overdue',
      'opened',
      '',
      'toString',
      '__proto__',
      'constructor',
      null,
      undefined,
      7,
      ['Paid'],
      {},
    ];
    expect(others.filter((name) => guard(name))).toEqual([]);
  });
});

describe('strict reading', () => {
  const strictlyRefused: Readonly<Record<string, readonly string[]>> = {
    'invoice/empty-optionals': ['resolvedAt'],
    'invoice/unknown-status': ['status'],
    'invoice/extra-field': ['sellerReference'],
  };

  test.each(payloads)('reads $id, or names what is unknown', ({ id, operation, payload: answer }) => {
    const paths = strictlyRefused[id];
    if (paths === undefined) {
      expect(() => table[operation].response.fromWire(answer, 'strict')).not.toThrow();
      return;
    }
    const error = thrown(() => table[operation].response.fromWire(answer, 'strict'));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({ issues: paths.map((path) => ({ path, expected: expect.any(String) })) });
  });

  test('refuses a field of the future in any answer', () => {
    for (const id of operationIds) {
      const answer = goodAnswer(id);
      if (answer === undefined) continue;
      const error = thrown(() => table[id].response.fromWire(withUnknownFields(answer), 'strict'));
      expect(error, id).toBeInstanceOf(InvalidResponseError);
      expect(String(error), id).toContain('fromTheFuture: expected no such field');
    }
  });
});

describe('validation', () => {
  const future = { ...payload('invoice/extra-field'), status: 'InDispute' };
  const broken = { ...payload('invoice/extra-field'), value: '12.5', installment: undefined };

  test('is tolerant unless set', async () => {
    expect(await readInvoice(future)).toEqual(future);
    expect(await rejection(readInvoice(broken))).toBeInstanceOf(InvalidResponseError);
  });

  test('strict is set for the client or for one call', async () => {
    const strict = clientOver(recording(json(future)), { validation: 'strict' });
    expect(await rejection(strict.invoices.get(reference))).toBeInstanceOf(InvalidResponseError);
    expect(await rejection(readInvoice(future, 'strict'))).toBeInstanceOf(InvalidResponseError);
    expect(await strict.invoices.get(reference, { validation: 'tolerant' })).toEqual(future);
  });

  test('off looks at nothing, for the client or for one call', async () => {
    const asJson: unknown = JSON.parse(JSON.stringify(broken));
    const off = clientOver(recording(json(broken)), { validation: 'off' });
    expect(await off.invoices.get(reference)).toEqual(asJson);
    expect(await readInvoice(broken, 'off')).toEqual(asJson);
    expect(await rejection(off.invoices.get(reference, { validation: 'strict' }))).toBeInstanceOf(
      InvalidResponseError,
    );
  });

  test('off still throws where there is no answer at all', async () => {
    const off = clientOver(
      recording(() => new Response(null)),
      { validation: 'off' },
    );
    expect(await rejection(off.invoices.get(reference))).toBeInstanceOf(InvalidResponseError);
  });
});

describe('the schemas of ./schemas', () => {
  test('match without changing or copying what they look at', () => {
    const invoice = Object.freeze({ ...payload('invoice/extra-field') });
    expect(matches(answers.invoice.tolerant, invoice)).toBe(true);
    expect(matches(answers.invoice.strict, invoice)).toBe(false);
    expect(answers.invoice.tolerant.parse(invoice)).toEqual(invoice);
  });
});
