import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser, type Served, serveScreens } from './browser.ts';
import { now, seed } from './store.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
});

const statuses = ({ emulator }: Served): string[] =>
  emulator.control
    .snapshot()
    .accounts.flatMap(({ invoices }) => invoices.map(({ invoice }) => invoice.status));

test('a store that cannot be read is told, and read again when asked', async () => {
  await using served = await serveScreens({ now, seed });
  const { faults } = served.emulator.control;
  faults.add({ operation: 'invoices.list', phase: 'before', effect: { status: 500 }, times: 'always' });
  const page = await browser.page(served.url);
  const alert = page.getByRole('alert');
  await alert.getByText('The store could not be read.').waitFor();
  await alert.getByText('An error has occurred.').waitFor();
  await expect.poll(() => page.getByRole('row').count()).toBe(0);
  faults.clear();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).waitFor();
});

test('a payment whose answer is lost is found out by reading, and shown as what it is', async () => {
  await using served = await serveScreens({ now, seed });
  const page = await browser.page(served.url);
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).click();
  await page.getByRole('button', { name: 'Mark as paid' }).waitFor();
  served.emulator.control.faults.add({
    operation: 'invoices.markAsPaid',
    phase: 'after',
    effect: { status: 500 },
  });
  await page.getByRole('button', { name: 'Mark as paid' }).click();
  await page.getByText('Marked as paid.').waitFor();
  await page.locator('.summary').getByText('Paid', { exact: true }).waitFor();
  expect(served.emulator.control.journal.calls('invoices.markAsPaid')).toHaveLength(1);
});

test('a postponement of which nothing is known is said to be unknown, and never to be done', async () => {
  await using served = await serveScreens({ now, seed });
  const { faults } = served.emulator.control;
  const page = await browser.page(served.url);
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).click();
  await page.locator('.summary').getByRole('button', { name: 'Postpone' }).click();
  faults.add({ operation: 'invoices.postpone', phase: 'after', effect: { status: 500 } });
  faults.add({ operation: 'invoices.get', phase: 'before', effect: { status: 500 }, times: 'always' });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Postpone' }).click();
  // The invoice cannot be read either: the page says both, and keeps no old due date.
  await page.getByText('The outcome is unknown: the API may or may not have done it.').waitFor();
  await expect.poll(() => page.getByText('Postponed.').count()).toBe(0);
  await page.getByText('The store could not be read.').waitFor();
  faults.clear();
  await page.reload();
  await page.locator('.summary').getByText('May 25, 2024').waitFor();
});

test('a request that the browser itself repeats is seen, and what it did is told', async () => {
  await using served = await serveScreens({ now, seed });
  const { faults } = served.emulator.control;
  const page = await browser.page(served.url);
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).click();
  // Chromium sends a request again when a connection that was in use before ends without an answer.
  faults.add({ operation: 'invoices.postpone', phase: 'after', effect: 'drop' });
  await page.locator('.summary').getByRole('button', { name: 'Postpone' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Postpone' }).click();
  await page.getByText('The due date moved by 10 days instead of 5').waitFor();
  await expect.poll(() => page.getByText('Postponed.').count()).toBe(0);
  await page.locator('.summary').getByText('May 30, 2024').waitFor();

  faults.add({ operation: 'invoices.markAsPaid', phase: 'after', effect: 'drop' });
  await page.getByRole('button', { name: 'Mark as paid' }).click();
  await page.getByText('The invoice is already paid.').waitFor();
  await page.locator('.summary').getByText('Paid', { exact: true }).waitFor();
});

test('of several invoices, each is told by what became of it', async () => {
  await using served = await serveScreens({ now, seed });
  const { faults } = served.emulator.control;
  const page = await browser.page(served.url);
  await page.getByRole('button', { name: /^All/ }).click();
  await page.getByLabel('Select invoice MWKd4GUB-1').check();
  await page.getByLabel('Select invoice IBjuAsrJ-1').check();
  await page
    .getByRole('region', { name: '2 selected' })
    .getByRole('button', { name: 'Mark as paid' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as paid' }).click();
  const tile = (name: string) =>
    page
      .locator('dialog .tile')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd');
  await page.locator('.outcomes li').waitFor();
  await expect.poll(() => tile('Done').textContent()).toBe('1');
  await expect.poll(() => tile('Refused').textContent()).toBe('1');
  await expect.poll(() => page.locator('.outcomes').textContent()).toContain('MWKd4GUB-1');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  expect(statuses(served).filter((status) => status === 'Paid')).toHaveLength(2);

  faults.add({ operation: 'invoices.markAsPaid', phase: 'before', effect: { status: 500 }, times: 'always' });
  faults.add({ operation: 'invoices.get', phase: 'before', effect: { status: 500 }, times: 'always' });
  await page.getByLabel('Select invoice IBjuAsrJ-2').check();
  await page
    .getByRole('region', { name: '1 selected' })
    .getByRole('button', { name: 'Mark as paid' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as paid' }).click();
  await page.locator('.outcomes li').waitFor();
  await expect.poll(() => tile('Done').textContent()).toBe('0');
  await expect.poll(() => tile('Unknown').textContent()).toBe('1');
  expect(statuses(served).filter((status) => status === 'Paid')).toHaveLength(2);
});

test('an import over a failing store says which rows are unknown, on the page and in its report', async () => {
  await using served = await serveScreens({ now, seed });
  const page = await browser.page(`${served.url}#/import`);
  const csv = [
    'Account,Invoice,Status',
    '11111111111_CPF,7583E36F101C461094AB6CA68FA8EE2C-01,Paid',
    '11111111111_CPF,nothing,Paid',
    '11111111111_CPF,ED01C38CD4C949C2BCDFDB2C461C80F1-01,Paid',
    '',
  ].join('\n');
  await page
    .getByLabel('Drop your CSV here or choose a file')
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  const tile = (name: string) =>
    page
      .locator('.tile')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd');
  await page.getByRole('button', { name: 'Import file' }).waitFor();
  await expect.poll(() => tile('To change').textContent()).toBe('1');
  await expect.poll(() => tile('Unchanged').textContent()).toBe('1');
  await expect.poll(() => tile('Problems').textContent()).toBe('1');
  // Each row is read once more, then changed; what became of the change cannot be read any more.
  const { faults } = served.emulator.control;
  const fails = { phase: 'before', effect: { status: 500 }, times: 'always' } as const;
  faults.add({ operation: 'invoices.update', ...fails });
  faults.add({ operation: 'invoices.get', ...fails, skip: 3 });
  await page.getByRole('button', { name: 'Import file' }).click();
  await page.getByRole('button', { name: 'Download report' }).waitFor({ timeout: 60_000 });
  await expect.poll(() => tile('Changed').textContent()).toBe('0');
  await expect.poll(() => tile('Unknown').textContent()).toBe('1');
  await expect.poll(() => tile('Refused').textContent()).toBe('1');
  await page.getByText('it is not known whether the API made the change').waitFor();
  expect(statuses(served).filter((status) => status === 'Paid')).toHaveLength(1);
});

test('a fault that is added on the page strikes, and is seen to have struck', async () => {
  await using served = await serveScreens({ now, seed });
  const page = await browser.page(`${served.url}#/emulator`);
  await page.getByLabel('Operation').selectOption('invoices.cancel');
  await page.getByLabel('What happens').selectOption('Status 429, wait 1 s');
  await page.getByRole('button', { name: 'Add fault', exact: true }).click();
  await page.getByText('invoices.cancel before status 429').waitFor();
  await page.getByText('struck 0 times').waitFor();
  const { fetch } = served.emulator;
  const path = '/api/creditcontrol/accounts/11111111111_CPF/invoices/7583E36F101C461094AB6CA68FA8EE2C-01';
  const headers = { 'X-VTEX-API-AppKey': 'any', 'X-VTEX-API-AppToken': 'any' };
  await fetch(new Request(`http://localhost${path}`, { method: 'DELETE', headers }));
  await page.getByText('struck 1 time').waitFor();
  await page.getByRole('cell', { name: '429' }).first().waitFor();
});
