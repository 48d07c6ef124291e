/** node with-chromium.mjs TOOL BUNDLE URL: runs the bundle in a page of the same origin as URL. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , tool, bundle, url] = process.argv;
const { chromium } = createRequire(`${tool}/package.json`)('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const page = await browser.newPage();
  const said = [];
  page.on('pageerror', (error) => said.push(String(error)));
  await page.route(`${url}/page.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      // What a careful site allows: no code made at run time, nothing from elsewhere.
      headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" },
      body: '<!doctype html><title>story</title><script type="module" src="/page.js"></script>',
    }),
  );
  await page.route(`${url}/page.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: readFileSync(bundle, 'utf8') }),
  );
  await page.goto(`${url}/page.html`);
  await page
    .waitForFunction(() => 'results' in globalThis, undefined, { timeout: 30_000 })
    .catch((error) => {
      throw new Error(`${error}\n${said.join('\n')}`);
    });
  const results = await page.evaluate(() => globalThis.results);
  console.log(JSON.stringify({ version: browser.version(), ...results }));
} finally {
  await browser.close();
}
