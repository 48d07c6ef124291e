import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CustomerCreditClient } from 'vtex-customer-credit';
import { type Browser, openBrowser, type Served, serveScreens } from './browser.ts';
import { account, now, seed } from './store.ts';
import { type Language, languages } from './words.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
});

const invoicesOf = ({ emulator }: Served) =>
  emulator.control.snapshot().accounts.flatMap(({ invoices }) => invoices.map(({ invoice }) => invoice));

const statusOf = (served: Served, friendlyId: string): string | undefined =>
  invoicesOf(served).find((invoice) => invoice.friendlyId === friendlyId)?.status;

/** The page in a language that is chosen by hand. */
async function open(served: Served, language: Language): Promise<Page> {
  const page = await browser.page(served.url, { locale: 'fr-FR' });
  await page.getByLabel('Language').selectOption(languages[language].name);
  return page;
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const goTo = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
};
const tab = (page: Page, name: string) => page.getByRole('button', { name, pressed: false }).click();

describe.each(Object.keys(languages).filter((name): name is Language => name in languages))(
  'in %s',
  (language) => {
    const words = languages[language];

    test('an invoice is paid by itself, and then stands among the paid ones', async () => {
      await using served = await serveScreens({ now, seed });
      const page = await open(served, language);
      await page.getByRole('link', { name: 'IBjuAsrJ-1' }).click();
      await page.getByRole('heading', { name: words.summary }).waitFor();
      await page.getByText(words.installment, { exact: true }).waitFor();
      await page.getByRole('button', { name: words.markAsPaid }).click();
      await page.locator('.summary').getByText(words.paid, { exact: true }).waitFor();
      expect(statusOf(served, 'IBjuAsrJ-1')).toBe('Paid');
      await goTo(page, words.nav.invoices);
      await tab(page, words.paid);
      await row(page, 'IBjuAsrJ-1').getByText(words.paid, { exact: true }).first().waitFor();
      await expect
        .poll(() => page.getByRole('button', { name: words.paid }).textContent())
        .toBe(`${words.paid}2`);
    });

    test('invoices are paid in bulk: export, edit, import', async () => {
      await using served = await serveScreens({ now, seed });
      const page = await open(served, language);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: words.export, exact: true }).click(),
      ]);
      const text = readFileSync(await file.path(), 'utf8');
      const edited = text.replaceAll(words.open, words.paidInFile);
      expect(edited).not.toBe(text);
      await page.getByRole('button', { name: words.import, exact: true }).click();
      await page
        .getByLabel(words.drop)
        .setInputFiles({ name: 'edited.csv', mimeType: 'text/csv', buffer: Buffer.from(edited) });
      // The plan is shown, and nothing is done yet.
      await page.locator('del', { hasText: words.open }).first().waitFor();
      await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
      await expect.poll(() => page.locator('ins').first().textContent()).toBe(words.paid);
      expect(invoicesOf(served).filter(({ status }) => status === 'Paid')).toHaveLength(1);
      await page.getByRole('button', { name: words.importFile }).click();
      const [report] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: words.report }).click(),
      ]);
      expect(invoicesOf(served).every(({ status }) => status === 'Paid')).toBe(true);
      const lines = readFileSync(await report.path(), 'utf8')
        .trim()
        .split('\n');
      expect(lines).toHaveLength(4);
      expect(lines.slice(1).every((line) => line.includes('done'))).toBe(true);
      await goTo(page, words.nav.invoices);
      await tab(page, words.paid);
      await row(page, 'IBjuAsrJ-3').waitFor();
    });

    test('a payment link makes the customer a button to pay, until the invoice is paid', async () => {
      await using served = await serveScreens({ now, seed });
      const page = await open(served, language);
      await page.getByRole('link', { name: 'IBjuAsrJ-2' }).click();
      await page.getByRole('button', { name: words.edit }).click();
      await page.getByRole('dialog').getByLabel(words.link).fill('https://paymentlink.com/7583');
      await page.getByRole('button', { name: words.save }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await goTo(page, words.nav.credits);
      await page.locator('.choose select').selectOption(account);
      const pay = page.getByRole('link', { name: words.pay });
      await pay.waitFor();
      await expect.poll(() => pay.count()).toBe(1);
      await expect.poll(() => pay.getAttribute('href')).toBe('https://paymentlink.com/7583');
      await expect.poll(() => pay.textContent()).toContain(words.pay);
      const { fetch } = served.emulator;
      const client = new CustomerCreditClient({
        accountName: 'mystore',
        appKey: 'any',
        appToken: 'any',
        fetch,
      });
      await client.invoices.markAsPaid({
        creditAccountId: account,
        id: '7583E36F101C461094AB6CA68FA8EE2C-02',
      });
      await page.reload();
      await page.locator('.credit-list li').first().waitFor();
      await expect.poll(() => page.getByRole('link', { name: words.pay }).count()).toBe(0);
    });

    test('an invoice is postponed up to what the store allows, and then refused in the words of the API', async () => {
      await using served = await serveScreens({ now, seed });
      const page = await open(served, language);
      await page.getByRole('link', { name: 'IBjuAsrJ-1' }).click();
      const postpone = async (days: string): Promise<void> => {
        await page.locator('.summary').getByRole('button', { name: words.postpone }).click();
        await page.getByRole('dialog').getByLabel(words.days).fill(days);
        await page.getByRole('dialog').getByRole('button', { name: words.postpone }).click();
      };
      await postpone('5');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await postpone('10');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const due = (): string | undefined =>
        invoicesOf(served).find(({ friendlyId }) => friendlyId === 'IBjuAsrJ-1')?.dueDate;
      expect(due()).toBe('2024-06-04T06:52:53.1314379Z');
      await postpone('1');
      await page.getByRole('dialog').getByText(words.refused).waitFor();
      await page
        .getByRole('dialog')
        .getByText('The invoice was postponed 2 times; invoicePostponementLimit is 2.')
        .waitFor();
      expect(due()).toBe('2024-06-04T06:52:53.1314379Z');
      // What was tried stands in the history, and says that it was not done.
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.history li').count()).toBe(4);
      await expect.poll(() => page.locator('.history li.failed').count()).toBe(1);
    });

    test('dependents are added and taken off', async () => {
      await using served = await serveScreens({ now, seed });
      const page = await open(served, language);
      await goTo(page, words.nav.accounts);
      await page.getByRole('link', { name: account }).click();
      await page.getByRole('heading', { name: words.details }).waitFor();
      await page.getByRole('button', { name: words.new, exact: true }).click();
      await page.getByLabel(words.email).fill('filha@example.com');
      await page.getByRole('button', { name: words.confirm }).click();
      await page.getByRole('listitem').filter({ hasText: 'filha@example.com' }).waitFor();
      expect(served.emulator.control.holders(account)).toHaveLength(1);
      await page.getByRole('button', { name: `${words.remove}` }).click();
      await page.getByText('filha@example.com').waitFor({ state: 'detached' });
      expect(served.emulator.control.holders(account)).toHaveLength(0);
    });

    test('an open invoice is overdue once the clock has moved past its due date', async () => {
      await using served = await serveScreens({ now, seed });
      const page = await open(served, language);
      await row(page, 'IBjuAsrJ-1').waitFor();
      await expect
        .poll(() => page.getByRole('button', { name: words.overdue }).textContent())
        .toBe(`${words.overdue}0`);
      await goTo(page, words.nav.emulator);
      await page.getByRole('button', { name: words.advance }).click();
      await expect.poll(() => served.emulator.control.clock.iso()).toBe('2024-06-07T12:00:00Z');
      await goTo(page, words.nav.invoices);
      await tab(page, words.overdue);
      await row(page, 'IBjuAsrJ-1').getByText(words.overdue, { exact: true }).first().waitFor();
      await expect
        .poll(() => page.getByRole('button', { name: words.overdue }).textContent())
        .toBe(`${words.overdue}1`);
      await expect.poll(() => page.locator('[data-total]').textContent()).toMatch(/^9[.,]64$/);
      expect(browser.complaints).toEqual([]);
    });
  },
);
