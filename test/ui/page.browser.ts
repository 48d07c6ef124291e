import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundlePages } from '../../scripts/ui.ts';
import { start } from '../cli/program.ts';
import { type Browser, openBrowser, serveScreens } from './browser.ts';
import { now, seed } from './store.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
});

test('the page runs under a policy that lets it load what lies beside it, and nothing inline', async () => {
  await using served = await serveScreens({ now, seed });
  const page = await browser.page(served.url);
  const response = await page.reload();
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  for (const screen of ['accounts', 'accounts/11111111111_CPF', 'credits', 'store', 'emulator', 'import']) {
    await page.goto(`${served.url}#/${screen}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
  }
  expect(browser.complaints).toEqual([]);
});

test('without the controls there is no emulator to be seen, and the rest works', async () => {
  await using served = await serveScreens({ now, seed, controlPlane: false });
  const page = await browser.page(served.url);
  await page.getByRole('button', { name: /^All/ }).click();
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Emulator' }).count()).toBe(0);
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).click();
  await page.getByRole('button', { name: 'Mark as paid' }).click();
  await page.locator('.summary').getByText('Paid', { exact: true }).waitFor();
  await page.getByText('Without the controls of the emulator').waitFor();
});

test('the program serves it, for each store', async () => {
  const { child, said } = start(['serve', '--ui', '--control', '--port', '0', '--now', now]);
  try {
    await expect.poll(() => said().out, { timeout: 20_000 }).toMatch(/Screens: (\S+)/);
    const [, url = ''] = /Screens: (\S+)/.exec(said().out) ?? [];
    const page = await browser.page(url);
    await page.getByRole('button', { name: 'Fill with sample data' }).click();
    await page.getByRole('link', { name: '01BDA53E-4' }).waitFor();
    await page.goto(url.replace('/_ui/', '/another/_ui/'));
    await page.getByText('This store has no invoices yet.').waitFor();
    await expect.poll(() => page.locator('.brand-store').textContent()).toBe('another');
  } finally {
    child.kill('SIGTERM');
  }
});

test('a store that names its callers asks who the reader is', async () => {
  const callers = [{ appKey: 'key', appToken: 'secret-token', permissions: ['Main Access'] as const }];
  await using served = await serveScreens({ now, seed: { ...seed, callers } });
  const page = await browser.page(served.url);
  await page.getByLabel('App key').fill('key');
  await page.getByLabel('App token').fill('secret-token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).waitFor();
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept).not.toContain('secret-token');
});

test('a reader without a permission is told so in the words of the API', async () => {
  const callers = [{ appKey: 'any', appToken: 'any', permissions: ['Read Invoices'] as const }];
  await using served = await serveScreens({ now, seed: { ...seed, callers } });
  const page = await browser.page(served.url);
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).click();
  await page.getByRole('button', { name: 'Mark as paid' }).click();
  await page.getByRole('alert').getByText('Status 403').waitFor();
  await page.locator('.summary').getByText('Open', { exact: true }).waitFor();
});

test('the language of the reader is chosen, and the choice is remembered', async () => {
  await using served = await serveScreens({ now, seed });
  const page = await browser.page(served.url, { locale: 'pt-PT' });
  await page.getByRole('heading', { name: 'Títulos' }).waitFor();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('pt');
  await page.getByLabel('Idioma').selectOption('Español');
  await page.getByRole('heading', { name: 'Facturas' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Facturas' }).waitFor();
});

test('with an emulator in the same page, it needs no server', async () => {
  const work = mkdtempSync(join(tmpdir(), 'embedded-'));
  await bundlePages({ page: 'test/ui/embedded.tsx' }, work);
  const server = createServer((request, response) => {
    const name = request.url === '/' ? undefined : request.url?.slice(1);
    if (name === undefined)
      response
        .setHeader('content-type', 'text/html')
        .end(
          '<!doctype html><title>Other</title><div id="screens"></div><script type="module" src="page.js"></script>',
        );
    else if (readdirSync(work).includes(name))
      response.setHeader('content-type', 'text/javascript').end(readFileSync(join(work, name)));
    else response.writeHead(404).end();
  });
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const page = await browser.page(`http://127.0.0.1:${port}/`);
    await page.getByRole('link', { name: '01BDA53E-4' }).click();
    await page.getByRole('button', { name: 'Mark as paid' }).click();
    await page.locator('.summary').getByText('Paid', { exact: true }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Emulator' }).click();
    await page.getByRole('button', { name: '+ 30 days' }).click();
    await page.getByText('Jun 07, 2024').first().waitFor();
    // The page around it keeps its own address, and its own styles.
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('8px');
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(work, { recursive: true, force: true });
  }
});

/** Compressed bytes in one language: of all screens without CSV, and with it. And of every file, all languages. */
const limits = { withoutCsv: 70_000, oneLanguage: 93_500, everyFile: 104_000 };

test('what is fetched stays below its limits', async () => {
  await using served = await serveScreens({ now, seed });
  const page = await browser.page('about:blank');
  const fetched = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/_ui/')) fetched.add(pathname.slice('/_ui/'.length) || 'index.html');
  });
  await page.goto(served.url);
  const sizeOf = (name: string): number => gzipSync(readFileSync(join('dist/ui', name)), { level: 9 }).length;
  const total = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + sizeOf(name), 0);
  await page.getByRole('link', { name: 'IBjuAsrJ-1' }).waitFor();
  const open = async (screen: string): Promise<void> => {
    await page.goto(`${served.url}#/${screen}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
  };
  for (const screen of ['accounts', 'credits', 'store', 'emulator']) await open(screen);
  const withoutCsv = total(fetched);
  await open('import');
  const oneLanguage = total(fetched);
  // What pages of others load instead, and what no browser asks for.
  const files = readdirSync('dist/ui').filter((name) => name !== 'embed.js' && name !== 'packages.json');
  const measured = { withoutCsv, oneLanguage, everyFile: total(files) };
  console.log(`compressed bytes: ${JSON.stringify(measured)}`);
  expect(measured.withoutCsv).toBeLessThan(limits.withoutCsv);
  expect(measured.oneLanguage).toBeLessThan(limits.oneLanguage);
  expect(measured.everyFile).toBeLessThan(limits.everyFile);
});
