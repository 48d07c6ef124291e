import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser, serveScreens } from './browser.ts';
import { now } from './store.ts';

const image = '<img src=x onerror="globalThis.struck=true">';
const bidi = '\u202Eevil\u2066 \u0627\u0644\u0639\u0631\u0628\u064A\u0629';
const long = 'x'.repeat(10_000);
const odd = 'a/b?c#d%25&é';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
});

const seed = {
  accounts: [
    { id: odd, email: `${image}@example.com`, document: image, documentType: bidi, creditLimit: 1000 },
  ],
  invoices: [image, bidi, long, '</bdi><script>globalThis.struck=true</script>'].map((text, at) => ({
    creditAccountId: odd,
    id: `${odd}-${at}`,
    friendlyId: text,
    orderId: text,
    observation: text,
    paymentLink: at === 0 ? 'javascript:globalThis.struck=true' : text,
    value: 10,
    createdAt: '2024-04-20T00:00:00Z',
  })),
  storeConfig: { myCreditsEnabled: true },
};

test('texts of the data are shown as texts, in their place, at any width', async () => {
  await using served = await serveScreens({ now, seed });
  const account = encodeURIComponent(odd);
  const screens = [
    '#/invoices',
    `#/invoices?by=order&search=${encodeURIComponent(image)}`,
    ...[0, 1, 2, 3].map((at) => `#/invoices/${account}/${encodeURIComponent(`${odd}-${at}`)}`),
    '#/accounts',
    `#/accounts/${account}`,
    `#/credits?account=${account}`,
    '#/emulator',
  ];
  for (const width of [360, 1280]) {
    const page = await browser.page(served.url, { width });
    for (const screen of screens) {
      await page.goto(served.url + screen);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const found = await page.evaluate(() => ({
        images: document.querySelectorAll('img').length,
        scripts: document.querySelectorAll('body script').length,
        struck: Reflect.get(globalThis, 'struck'),
        tooWide: document.documentElement.scrollWidth - innerWidth,
        unsafe: [...document.links].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
      }));
      expect({ screen, width, ...found }).toEqual({
        screen,
        width,
        images: 0,
        scripts: 0,
        struck: undefined,
        tooWide: 0,
        unsafe: 0,
      });
    }
  }
  expect(browser.complaints).toEqual([]);
});

test('an invoice whose ids are full of marks can be opened and paid', async () => {
  await using served = await serveScreens({ now, seed });
  const page = await browser.page(served.url);
  await page.getByRole('link', { name: image }).first().click();
  await page.getByRole('heading', { name: 'Invoice Summary' }).waitFor();
  await page.getByText('This is no web address').waitFor();
  await page.getByRole('button', { name: 'Mark as paid' }).click();
  await page.locator('.summary').getByText('Paid', { exact: true }).waitFor();
});

test('no link but one of the web becomes a button to pay', async () => {
  await using served = await serveScreens({ now, seed });
  const page = await browser.page(`${served.url}#/credits?account=${encodeURIComponent(odd)}`);
  await page.locator('.credit-list li').nth(3).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Pay' }).count()).toBe(0);
});
