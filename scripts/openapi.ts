/**
 * Writes openapi.json and docs/openapi.md from the table of operations; with --check it only compares. With
 * `--official FILE` it writes what VTEX's own file says, for the tests to compare with.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { openApi } from './openapi/document.ts';
import { examples } from './openapi/examples.ts';
import { factsOf } from './openapi/facts.ts';
import { print, printRows } from './openapi/json.ts';
import { nameOf } from './openapi/names.ts';
import { page } from './openapi/page.ts';

const root = new URL('../', import.meta.url);
const facts = 'test/fixtures/official-openapi-facts.json';
const at = process.argv.indexOf('--official');
const official = at < 0 ? undefined : process.argv[at + 1];

if (official !== undefined) {
  const said = factsOf(JSON.parse(readFileSync(official, 'utf8')), nameOf);
  writeFileSync(new URL(facts, root), printRows(said));
}

const files = { 'openapi.json': print(openApi(examples)), 'docs/openapi.md': page() };
for (const [name, text] of Object.entries(files)) {
  const file = new URL(name, root);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${name} is not what the table of operations says: run \`npm run openapi\``);
    process.exitCode = 1;
  }
}
