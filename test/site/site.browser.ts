import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser } from '../ui/browser.ts';
import { type Site, serveSite } from './serve.ts';

const folder = join(import.meta.dirname, '../../site');
const samples = join(import.meta.dirname, '../../website/samples');
/** What each program prints, in the order of the list. */
const expected = globSync('*.txt', { cwd: samples }).sort();

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await serveSite(folder);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});
afterEach(() => {
  // Errors and warnings of a page, requests to elsewhere, files that are not there.
  expect({ complaints: browser.complaints, missing: site.missing }).toEqual({ complaints: [], missing: [] });
});

const open = (path: string, view: { width?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<Page> =>
  browser.page(`${site.url}${path}`, view);

/** What the playground printed, once its program is through. */
async function printed(page: Page, end: 'Done' | 'Failed' | 'Stopped'): Promise<string> {
  await page.getByRole('status').filter({ hasText: end }).waitFor();
  return (await page.getByLabel('Output').textContent()) ?? '';
}

describe('the playground', () => {
  test('runs every program in the browser as in Node, one after the other', async () => {
    const page = await open('/playground');
    await page.getByRole('button', { name: 'Run' }).click();
    for (const [at, file] of expected.entries()) {
      const said = await printed(page, 'Done');
      expect(said.replaceAll('\r', '').trimEnd()).toBe(readFileSync(join(samples, file), 'utf8').trimEnd());
      if (at + 1 < expected.length) await page.getByRole('button', { name: 'Next' }).click();
    }
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
  });

  test('begins with the program that is chosen', async () => {
    const page = await open('/playground');
    await page.getByLabel('Program').selectOption('4. Buy in instalments');
    await page.getByRole('button', { name: 'Run' }).click();
    expect(await printed(page, 'Done')).toContain('65 days later: 3 overdue, 109.65 in all');
  });

  test('runs what the reader writes, and shows what goes wrong', async () => {
    const page = await open('/playground');
    const code = page.getByLabel('Code', { exact: true });
    await code.fill(`import { createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
const { client } = createInMemoryCustomerCredit();
console.log((await client.invoices.list()).summary);
await client.invoices.get({ creditAccountId: 'a', id: 'b' });`);
    await code.press('Control+Enter');
    const said = await printed(page, 'Failed');
    expect(said).toContain('"count":0');
    expect(said).toContain('NotFoundError: invoices.get: 404.');
  });

  test('stops a program that never ends', async () => {
    const page = await open('/playground');
    await page.getByLabel('Code', { exact: true }).fill('console.log("on"); for (;;) {}');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByLabel('Output').getByText('on').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await printed(page, 'Stopped')).toContain('on');
  });
});

test('the screens run in the page, without a server', async () => {
  const page = await open('/live-screens');
  await page.getByRole('heading', { name: 'Invoices', level: 1 }).waitFor();
  await page.getByRole('row').nth(3).waitFor();
});

test('every page of the sidebars is there, with a heading, and each link within the site leads to a page', async () => {
  const page = await open('/getting-started');
  const inside = async (scope: string): Promise<string[]> => {
    const links = await page
      .locator(`${scope} a[href]`)
      .evaluateAll((found) => found.map((link) => (link instanceof HTMLAnchorElement ? link.href : '')));
    const own = links.filter((href) => href.startsWith(site.url));
    return [...new Set(own.map((href) => href.slice(site.url.length).replace(/#.*/, '')))];
  };
  const guides = await inside('.VPSidebar');
  expect(guides.length).toBeGreaterThan(30);
  await page.goto(`${site.url}/api/`);
  const modules = await inside('.VPSidebar');
  expect(modules.length).toBeGreaterThan(9);
  const linked = new Set<string>();
  for (const path of [...guides, ...modules]) {
    await page.goto(site.url + path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    for (const href of await inside('main')) linked.add(href);
  }
  expect(linked.size).toBeGreaterThan(20);
  for (const href of linked) {
    const { status } = await fetch(site.url + href);
    expect([href, status]).toEqual([href, 200]);
  }
});

test('the search finds a method', async () => {
  const page = await open('/getting-started');
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.getByRole('searchbox').fill('postpone an invoice');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
});

test('the reference names its modules as they are imported', async () => {
  const page = await open('/api/');
  for (const name of ['vtex-customer-credit', 'vtex-customer-credit/memory', 'vtex-customer-credit/csv'])
    await page.getByRole('main').getByRole('link', { name, exact: true }).first().waitFor();
});

test('machines get the guides as text', () => {
  const list = readFileSync(join(folder, 'llms.txt'), 'utf8');
  for (const page of ['getting-started', 'errors', 'testing', 'methods'])
    expect(list).toContain(`/${page}.md`);
  expect(readFileSync(join(folder, 'llms-full.txt'), 'utf8')).toContain('# Errors and retries');
});

describe.each([1280, 390])('%i wide', (width) => {
  test.each([
    '/',
    '/getting-started',
    '/methods',
    '/errors',
    '/playground',
    '/documents',
    '/live-screens',
    '/api/vtex-customer-credit/classes/CustomerCreditClient',
  ])('%s is no wider than the window, and has no barrier', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(path, { width, colorScheme });
      await page.locator('#app').waitFor();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page })
        .include('main, .playground, .vp-doc')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => String(target)).slice(0, 5)]),
      ).toEqual([]);
      await page.close();
    }
  });
});
