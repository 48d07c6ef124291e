import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleSeed } from '../../ui/sample.ts';
import { type Browser, openBrowser, type Served, serveScreens } from './browser.ts';
import { now } from './store.ts';

let browser: Browser;
let served: Served;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveScreens({ now, seed: sampleSeed(now) });
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  await browser[Symbol.asyncDispose]();
});

const account = '11111111111_CPF';

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

const invoice = (): string => {
  const [found] = served.emulator.control
    .snapshot()
    .accounts.flatMap(({ invoices }) => invoices.map((record) => record.invoice))
    .filter(({ status, paymentLink }) => status === 'Opened' && paymentLink);
  return found === undefined ? '' : `#/invoices/${found.creditAccountId}/${found.id}`;
};

const screens: Readonly<Record<string, () => string>> = {
  invoices: () => '#/invoices?status=all',
  'invoice summary': invoice,
  import: () => '#/import',
  accounts: () => '#/accounts',
  'account details': () => `#/accounts/${account}`,
  'my credits': () => `#/credits?account=${account}`,
  store: () => '#/store',
  emulator: () => '#/emulator',
};

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 360])
    test(`no screen has a barrier, ${colorScheme}, ${width} wide`, async () => {
      const page = await browser.page(served.url, { colorScheme, width });
      for (const [name, screen] of Object.entries(screens)) {
        await page.goto(served.url + screen());
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        expect({ name, found: await violations(page) }).toEqual({ name, found: [] });
      }
    });

for (const colorScheme of ['light', 'dark'] as const)
  test(`no dialog, plan or failure has one, ${colorScheme}`, async () => {
    const page = await browser.page(served.url + invoice(), { colorScheme });
    for (const name of ['Postpone', 'Cancel invoice', 'Edit']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      expect({ name, found: await violations(page) }).toEqual({ name, found: [] });
      await page.keyboard.press('Escape');
    }
    await page.goto(`${served.url}#/accounts/${account}`);
    for (const name of ['Change limit', 'New purchase', 'Close account', 'New']) {
      await page.getByRole('button', { name, exact: true }).click();
      expect({ name, found: await violations(page) }).toEqual({ name, found: [] });
      await page.keyboard.press('Escape');
    }
    await page.goto(`${served.url}#/import`);
    const rows = served.emulator.control
      .snapshot()
      .accounts.flatMap(({ invoices }) =>
        invoices.map(({ invoice: { creditAccountId, id } }) => `${creditAccountId},${id},Paid`),
      );
    await page.getByLabel('Drop your CSV here or choose a file').setInputFiles({
      name: 'a.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['Account,Invoice,Status', ...rows, 'x,y,Paid'].join('\n')),
    });
    await page.locator('ins').first().waitFor();
    expect({ name: 'plan', found: await violations(page) }).toEqual({ name: 'plan', found: [] });
    await page.getByRole('button', { name: /^Problems/ }).click();
    expect({ name: 'problems', found: await violations(page) }).toEqual({ name: 'problems', found: [] });
    await page.goto(`${served.url}#/invoices`);
    await page.getByLabel('Select all invoices of this page').check();
    expect({ name: 'selection', found: await violations(page) }).toEqual({ name: 'selection', found: [] });
    await page.goto(`${served.url}#/accounts/unknown`);
    await page.getByText('There is no such account').waitFor();
    expect({ name: 'missing', found: await violations(page) }).toEqual({ name: 'missing', found: [] });
  });

test('an invoice is found, paid and left again by keyboard alone', async () => {
  const page = await browser.page(served.url);
  await page.getByRole('row').nth(1).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const tabTo = async (text: RegExp): Promise<void> => {
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.press('Tab');
      if (text.test(await focused())) return;
    }
    throw new Error(`The keyboard does not reach ${text}`);
  };
  await page.keyboard.press('Tab');
  await expect.poll(focused).toBe('Skip to content');
  await page.keyboard.press('Enter');
  await tabTo(/^[0-9A-F]{8}-\d+$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Invoice Summary' }).waitFor();
  // A reader is told where it is.
  await expect.poll(focused).toBe('Invoice Summary');
  await tabTo(/^Postpone$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Postpone');
  await page.keyboard.press('Shift+Tab');
  await expect.poll(focused).toBe('Mark as paid');
  await page.keyboard.press('Enter');
  await page.locator('.summary').getByText('Paid', { exact: true }).waitFor();
});
