/**
 * Makes the files for `require` of a build's modules: the same text in `dist/cjs`, under the same names, with `require`
 * and `exports` instead of `import` and `export`. npm packs files of one name behind each other, where the second costs
 * next to nothing.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { entries, root } from './entries.ts';

const dist = join(root, 'dist');

/** `a, b as c` of an import as the pattern `a, b: c`. */
const pattern = (names: string): string => names.replaceAll(' as ', ': ');

/** `a, b as c` of an export as assignments. */
const assigned = (names: string, from = ''): string =>
  names
    .split(', ')
    .map((name) => {
      const [own = '', told = own] = name.split(' as ');
      return `exports.${told} = ${from}${own};`;
    })
    .join('\n');

/** The statements that the bundler writes, each on a line of its own, and what stands for them. */
const statements: ReadonlyArray<readonly [RegExp, (...parts: string[]) => string]> = [
  [
    /^import \{ ([^}]+) \} from ('[^']+');$/gm,
    (_, names = '', from = '') => `const { ${pattern(names)} } = require(${from});`,
  ],
  [
    /^import \* as (\S+) from ('[^']+');$/gm,
    (_, name = '', from = '') => `const ${name} = require(${from});`,
  ],
  [/^import ('[^']+');$/gm, (_, from = '') => `require(${from});`],
  [
    /^export \{ ([^}]+) \} from ('[^']+');$/gm,
    (_, names = '', from = '') => assigned(names, `require(${from}).`),
  ],
  [/^export \{ ([^}]+) \};$/gm, (_, names = '') => assigned(names)],
];

/** What the modules of a text import of this build. */
function importsOf(text: string, path: string): string[] {
  return [...text.matchAll(/^(?:import|export)\b[^\n]*'(\.[^']+)';$/gm)].map(([, from = '']) =>
    posix.join(posix.dirname(path), from),
  );
}

const texts = new Map<string, string>();

function read(path: string): void {
  if (texts.has(path)) return;
  const text = readFileSync(join(dist, path), 'utf8');
  texts.set(path, text);
  for (const imported of importsOf(text, path)) read(imported);
}

/** `require` gives what a module has by now: where two wait for each other, one would get nothing. */
function checkOrder(path: string, above: readonly string[] = [], done = new Set<string>()): void {
  if (above.includes(path))
    throw new Error(`${[...above, path].join(' imports ')}: expected no circle of chunks`);
  if (done.has(path)) return;
  for (const imported of importsOf(texts.get(path) ?? '', path)) checkOrder(imported, [...above, path], done);
  done.add(path);
}

for (const { output } of entries) {
  read(`${output}.js`);
  checkOrder(`${output}.js`);
}
for (const [path, text] of texts) {
  const made = statements.reduce((rest, [statement, instead]) => rest.replace(statement, instead), text);
  const left = /^\s*(?:import|export)\b.*$/m.exec(made)?.[0];
  if (left !== undefined) throw new Error(`${path}: expected another form than ${left.slice(0, 100)}`);
  const file = join(dist, 'cjs', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `'use strict';\n${made}`);
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
