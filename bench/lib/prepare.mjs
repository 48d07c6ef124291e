import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Generates the client of hey-api, with its zod validators, from this package's own OpenAPI document. */
export async function prepare(here) {
  const folder = join(here, 'generated');
  if (existsSync(join(folder, 'hey-api.mjs'))) return;
  mkdirSync(folder, { recursive: true });
  const document = JSON.parse(readFileSync(join(here, '../openapi.json'), 'utf8'));
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
  const config = {
    input: './generated/openapi.json',
    output: { path: 'generated/hey-api' },
    plugins: [
      '@hey-api/typescript',
      'zod',
      { name: '@hey-api/sdk', validator: true },
      '@hey-api/client-fetch',
    ],
  };
  writeFileSync(join(folder, 'config.mjs'), `export default ${JSON.stringify(config)};`);
  const command = join(here, 'node_modules/.bin/openapi-ts');
  execFileSync(command, ['-f', './generated/config.mjs'], { cwd: here, stdio: 'ignore' });
  await build({
    stdin: {
      contents: "export * from './sdk.gen.ts'; export { client } from './client.gen.ts';",
      resolveDir: join(folder, 'hey-api'),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outfile: join(folder, 'hey-api.mjs'),
    logLevel: 'error',
  });
}
