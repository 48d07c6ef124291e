/** node with-miniflare.mjs TOOL BUNDLE: runs the bundle as a Worker, which may reach this machine only. */
import { createRequire } from 'node:module';

const [, , tool, scriptPath] = process.argv;
const { Miniflare } = createRequire(`${tool}/package.json`)('miniflare');
const worker = new Miniflare({
  modules: true,
  scriptPath,
  compatibilityDate: '2026-01-01',
  outboundService: { network: { allow: ['127.0.0.0/8'] } },
});
try {
  const response = await worker.dispatchFetch('http://worker.example/');
  console.log(await response.text());
} finally {
  await worker.dispose();
}
