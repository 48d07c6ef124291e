/**
 * Makes the files for `require` of a build's modules: the same text in `dist/cjs`, under the same names, with `require`
 * and `exports` instead of `import` and `export`. npm packs files of one name behind each other, where the second costs
 * next to nothing.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { entries, root } from './entries.ts';

const dist = join(root, 'dist');

/** `a,b as c` as pairs of a name and what it is called on the other side. */
const pairs = (names: string): string[][] =>
  names
    .split(',')
    .map((name) => name.trim().split(/\s+as\s+/))
    .filter(([name]) => name !== '');

/** `a,b as c` of an import as the pattern `a,b:c`. */
const pattern = (names: string): string =>
  pairs(names)
    .map((pair) => pair.join(':'))
    .join();

/** `a,b as c` of an export as assignments. */
const assigned = (names: string): string =>
  pairs(names)
    .map(([own, told = own]) => `exports.${told}=${own};`)
    .join('\n');

/** What stands at the head of what the bundler writes, and what stands for it. */
const statements: ReadonlyArray<readonly [RegExp, (...parts: string[]) => string]> = [
  [
    /^import\s*\{([^}]*)\}\s*from\s*(['"][^'"]+['"]);\s*/,
    (_, names = '', from = '') => `const{${pattern(names)}}=require(${from});\n`,
  ],
  [
    /^import\s*\*\s*as\s+(\S+)\s+from\s*(['"][^'"]+['"]);\s*/,
    (_, name = '', from = '') => `const ${name}=require(${from});\n`,
  ],
  [/^import\s*(['"][^'"]+['"]);\s*/, (_, from = '') => `require(${from});\n`],
];

interface Module {
  /** The modules of this build that it imports. */
  readonly imports: readonly string[];
  readonly required: string;
}

/** A module as its copy for `require` is written. */
function understand(text: string, path: string): Module {
  const imports: string[] = [];
  let head = '';
  let rest = text;
  for (let found = true; found; ) {
    found = false;
    for (const [statement, instead] of statements) {
      const parts = statement.exec(rest);
      if (parts === null) continue;
      found = true;
      head += instead(...parts);
      rest = rest.slice(parts[0].length);
      const from = /(?<=['"])\.[^'"]+/.exec(parts.at(-1) ?? '')?.[0];
      if (from !== undefined) imports.push(posix.join(posix.dirname(path), from));
    }
  }
  const body = rest.replace(/export\s*\{([^}]*)\};?\s*$/, (_, names) => `${assigned(String(names))}\n`);
  const left = /(?:^|[;}\n])(?:import\b(?![.(])|export\b).{0,80}/.exec(body)?.[0];
  if (left !== undefined) throw new Error(`${path}: expected another form than ${left}`);
  return { imports, required: `'use strict';\n${head}${body}` };
}

const modules = new Map<string, Module>();

function read(path: string): void {
  if (modules.has(path)) return;
  const module = understand(readFileSync(join(dist, path), 'utf8'), path);
  modules.set(path, module);
  for (const imported of module.imports) read(imported);
}

/** `require` gives what a module has by now: where two wait for each other, one would get nothing. */
function checkOrder(path: string, above: readonly string[] = [], done = new Set<string>()): void {
  if (above.includes(path))
    throw new Error(`${[...above, path].join(' imports ')}: expected no circle of chunks`);
  if (done.has(path)) return;
  for (const imported of modules.get(path)?.imports ?? []) checkOrder(imported, [...above, path], done);
  done.add(path);
}

for (const { output } of entries) {
  read(`${output}.js`);
  checkOrder(`${output}.js`);
}
for (const [path, { required }] of modules) {
  const file = join(dist, 'cjs', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, required);
}
writeFileSync(join(dist, 'cjs/package.json'), '{"type":"commonjs"}\n');

// Beside each entry for `import` stands the one for `require`.
for (const { output } of entries) {
  const to = posix.join(posix.relative(posix.dirname(output), '.'), `cjs/${output}.js`);
  writeFileSync(
    join(dist, `${output}.cjs`),
    `'use strict';\nmodule.exports = require('${to.startsWith('.') ? to : `./${to}`}');\n`,
  );
}

for (const path of globSync('**/*.d.ts', { cwd: dist, exclude: ['cjs/**'] })) {
  const file = join(dist, 'cjs', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, readFileSync(join(dist, path)));
}
