import { describe, expect, test } from 'vitest';
import { CustomerCreditClient, type Invoice } from 'vtex-customer-credit';
import { invoiceSummary } from 'vtex-customer-credit/csv';

/** Every character that a terminal obeys or that breaks a line. All of them are below U+10000. */
const obeyed = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter((character) =>
  /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(character),
);
const whole = `a${obeyed.join('b')}c`;
const isObeyed = (text: string): boolean => obeyed.some((character) => text.includes(character));

const invoice: Invoice = {
  id: 'T-01',
  status: 'Opened',
  value: 1,
  accountId: '1_CPF',
  creditAccountId: '1_CPF',
  createdAt: '2024-05-01T00:00:00Z',
  updatedAt: '2024-05-01T00:00:00Z',
  originalDueDate: '2024-05-31T00:00:00Z',
  dueDate: '2024-05-31T00:00:00Z',
  installment: 1,
  transactionId: 'T',
};

describe('characters that a terminal obeys', () => {
  test('are these: C0, C1, breaks of lines and paragraphs, and every control of the direction of writing', () => {
    expect(obeyed).toHaveLength(32 + 33 + 2 + 12);
  });

  test('are in no line of an invoice summary', () => {
    const lines = invoiceSummary({ ...invoice, observation: whole }, { locale: 'en', now: 0 });
    const { value = '' } = lines.find(({ field }) => field === 'observations') ?? {};
    expect(value).toMatch(/^a b.*b c$/);
    expect(isObeyed(value)).toBe(false);
  });

  test.each(['{"message":TEXT}', 'TEXT'])('are in no message that an answer is told by: %s', async (form) => {
    const client = new CustomerCreditClient({
      accountName: 'mystore',
      appKey: 'the-app-key',
      appToken: 'the-app-token',
      fetch: async () =>
        new Response(form.replace('TEXT', form === 'TEXT' ? whole : JSON.stringify(whole)), { status: 400 }),
    });
    const error: unknown = await client.storeConfig.get().catch((reason: unknown) => reason);
    if (!(error instanceof Error)) throw new Error('no error');
    expect(error.message).toContain('a b');
    expect(isObeyed(error.message)).toBe(false);
  });
});
