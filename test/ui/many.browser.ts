import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser, type Served, serveScreens } from './browser.ts';
import { now } from './store.ts';

const count = 100_000;
const statuses = ['Opened', 'Paid', 'Opened', 'Cancelled'] as const;

let browser: Browser;
let served: Served;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveScreens({
    now,
    seed: {
      accounts: [{ id: 'a', email: 'a@example.com', creditLimit: 100_000_000 }],
      invoices: Array.from({ length: count }, (_, at) => ({
        creditAccountId: 'a',
        id: `T${at}-01`,
        friendlyId: `F${at}-1`,
        orderId: `order-${at}`,
        status: statuses[at % 4] ?? 'Opened',
        value: 0.1 + (at % 7),
        createdAt: '2024-01-01T00:00:00Z',
        // Every other open one is overdue.
        dueDate: at % 8 === 0 ? '2024-05-01T00:00:00Z' : '2024-06-01T00:00:00Z',
        ...(at % 4 === 1 || at % 4 === 3 ? { resolvedAt: '2024-02-01T00:00:00Z' } : {}),
      })),
    },
  });
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  await browser[Symbol.asyncDispose]();
});

test('a page of a hundred thousand invoices takes no more than a page', async () => {
  const page = await browser.page(served.url);
  const sizes: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/'))
      response.body().then(
        (body) => sizes.push(body.length),
        () => {},
      );
  });
  await page.reload();
  await page.getByRole('row').nth(25).waitFor();
  await page.getByRole('button', { name: 'All 100,000', exact: true }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Paid/ }).textContent()).toBe('Paid25,000');
  await expect.poll(() => page.getByRole('button', { name: 'Overdue' }).textContent()).toBe('Overdue12,500');
  await expect.poll(() => page.getByRole('button', { name: /^Open/ }).textContent()).toBe('Open37,500');
  await expect.poll(() => page.getByRole('row').count()).toBe(26);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(50_000);

  const first = await page.getByRole('row').nth(1).textContent();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByText('26–50 of 37,500').waitFor();
  await expect.poll(() => page.getByRole('row').nth(1).textContent()).not.toBe(first);
  await page.getByRole('button', { name: 'Last page' }).click();
  await page.getByText('37,476–37,500 of 37,500').waitFor();

  await page.getByRole('button', { name: 'Value', exact: true }).click();
  await page.getByText('the rows of this page are sorted').waitFor();
  expect(sizes.every((size) => size < 1_000_000)).toBe(true);
});

test('true totals are added up when asked, can be stopped, and leave the page alive', async () => {
  const page = await browser.page(served.url);
  await page.getByRole('button', { name: 'Add up all 100,000 invoices' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Add up all 100,000 invoices' }).waitFor();
  await expect.poll(() => page.locator('[data-total]').count()).toBe(0);
  // The longest time in which the page did nothing else, beside the whole.
  await page.evaluate(() => {
    const ticks: number[] = [performance.now()];
    Object.assign(globalThis, { ticks });
    setInterval(() => ticks.push(performance.now()), 5);
  });
  await page.getByRole('button', { name: 'Add up all 100,000 invoices' }).click();
  await page.locator('[data-total]').waitFor({ timeout: 100_000 });
  const share = await page.evaluate(() => {
    const ticks: unknown = Reflect.get(globalThis, 'ticks');
    const times = Array.isArray(ticks) ? ticks.map(Number) : [];
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
    return Math.max(...gaps) / ((times.at(-1) ?? 0) - (times[0] ?? 0));
  });
  expect(share).toBeLessThan(0.25);
  let cents = 0;
  for (let at = 0; at < count; at += 1)
    if (at % 4 === 2 || (at % 4 === 0 && at % 8 !== 0)) cents += 10 + 100 * (at % 7);
  const expected = (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  await expect.poll(() => page.locator('[data-total]').textContent()).toBe(expected);
});

test('an order is found among them, and the search can be stopped', async () => {
  const page = await browser.page(`${served.url}#/invoices?status=all`);
  await page.getByLabel('Identification').fill('order-98765');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'F98765-1' }).waitFor({ timeout: 60_000 });
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await page.getByLabel('Identification').fill('order-none');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText(/Stopped after [\d,]+ of 100,000 invoices/).waitFor();
});

test('an export that is stopped gives no file', async () => {
  const page = await browser.page(`${served.url}#/invoices?status=all`);
  let files = 0;
  page.on('download', () => {
    files += 1;
  });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByText(/Exporting: [\d,]+ of 100,000/).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Export' }).waitFor();
  expect(files).toBe(0);
});
