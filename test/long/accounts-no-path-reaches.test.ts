import { describe, expect, it } from 'vitest';
import { createEmulator } from 'vtex-customer-credit/emulator';

const base = 'https://mystore.vtexcommercestable.com.br/api/creditcontrol';
const headers = { 'x-vtex-api-appkey': 'any', 'x-vtex-api-apptoken': 'any' };

describe('an account that was opened', () => {
  // A document that makes an id which no path may carry is refused.
  it.each([
    ['a lone surrogate', '\ud800'],
    ['a NUL', 'a\u0000b'],
    ['201 characters', 'x'.repeat(201)],
  ])('can be retrieved, also with a document of %s', async (_, document) => {
    const { fetch } = createEmulator();
    const opening = { document, documentType: 'CPF', email: 'a@example.com', creditLimit: 1 };
    const body = JSON.stringify(opening);
    const opened = await fetch(new Request(`${base}/accounts`, { method: 'POST', headers, body }));
    if (opened.status === 400) return;
    const { id } = await opened.json();
    const path = encodeURIComponent(String(id).toWellFormed());
    expect((await fetch(new Request(`${base}/accounts/${path}`, { headers }))).status).toBe(200);
  });
});
