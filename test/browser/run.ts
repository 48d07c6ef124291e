/**
 * Runs the page in a headless Chromium, and says what came of it. Not part of the test suite: it needs a browser.
 *
 *   node test/browser/run.ts [chromium]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'tsup';

const expected = [
  'T-01 Opened',
  'Paid',
  'conflict',
  'invoices.list,invoices.markAsPaid,invoices.get,invoices.cancel',
];

const [, , browser = 'chromium'] = process.argv;
const root = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'browser-'));
await build({
  entry: { page: join(import.meta.dirname, 'page.ts') },
  outDir: work,
  format: ['esm'],
  platform: 'browser',
  noExternal: [/.*/],
  config: false,
  silent: true,
});
const worker = readFileSync(join(root, 'node_modules', 'msw', 'lib', 'mockServiceWorker.js'));
const page = readFileSync(join(work, 'page.js'));
const files: Readonly<Record<string, readonly [type: string, content: string | Buffer]>> = {
  '/': ['text/html', '<!doctype html><script type="module" src="/page.js"></script>'],
  '/page.js': ['text/javascript', page],
  '/mockServiceWorker.js': ['text/javascript', worker],
};

const result = await new Promise<unknown>((resolve, reject) => {
  const server = createServer(async (request, response) => {
    if (request.url === '/result') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      response.end();
      resolve(JSON.parse(body));
      return;
    }
    const [type, content] = files[request.url ?? ''] ?? ['text/plain', ''];
    response.writeHead(content === '' ? 404 : 200, { 'content-type': type }).end(content);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const child = spawn(browser, [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${join(work, 'profile')}`,
      `http://127.0.0.1:${port}/`,
    ]);
    child.once('error', reject);
    setTimeout(() => reject(new Error('the browser said nothing for 60 seconds')), 60_000).unref();
    process.once('exit', () => child.kill('SIGKILL'));
  });
}).finally(() => process.nextTick(() => rmSync(work, { recursive: true, force: true, maxRetries: 5 })));

console.log(result);
process.exit(isDeepStrictEqual(result, expected) ? 0 : 1);
