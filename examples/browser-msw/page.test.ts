import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };
const server = createServer((request, response) => {
  const path = request.url === '/' ? '/index.html' : (request.url ?? '');
  if (!/^\/\w+\.(html|js)$/.test(path)) response.writeHead(404).end();
  else
    response
      .writeHead(200, { 'content-type': types[path.split('.')[1] ?? ''] })
      .end(readFileSync(`public${path}`));
}).listen(0, '127.0.0.1');
await once(server, 'listening');

let browser: Browser | undefined;
let page: Page;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForSelector('li');
});
after(async () => {
  await browser?.close();
  server.close();
});

const rows = (): Promise<string[]> =>
  page.locator('li').evaluateAll((found) => found.map((row) => row.firstChild?.textContent?.trim() ?? ''));

test('shows the invoices of the emulator', async () => {
  assert.deepEqual(await rows(), ['A69BD96C-1: 9.63, Opened', 'A69BD96C-2: 8.01, Opened']);
});

test('cancels one', async () => {
  await page.getByText('Cancel A69BD96C-1').click();
  await page.getByText('A69BD96C-1 is cancelled').waitFor();
  assert.deepEqual(await rows(), ['A69BD96C-1: 9.63, Cancelled', 'A69BD96C-2: 8.01, Opened']);
});

test('shows a refusal: the other was paid meanwhile', async () => {
  await page.evaluate(async () => {
    const { emulator } = globalThis as unknown as { emulator: { fetch: typeof fetch } };
    const url =
      'https://mystore.vtexcommercestable.com.br/api/creditcontrol/accounts/11111111111_CPF/invoices/A-02/payments';
    const headers = { 'x-vtex-api-appkey': 'none', 'x-vtex-api-apptoken': 'none' };
    await emulator.fetch(new Request(url, { method: 'POST', headers }));
  });
  await page.getByText('Cancel A69BD96C-2').click();
  await page.getByText('Refused: conflict').waitFor();
  assert.match((await rows())[1] ?? '', /Paid/);
});
