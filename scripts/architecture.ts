import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/**
 * The architecture of `src`, as data: which room may import which, and where time, chance and timers may be
 * touched. `check` reads one file and answers with what it breaks.
 */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly rule: 'room' | 'arrow' | 'package' | 'extension' | 'zod' | 'time' | 'random' | 'timer';
  readonly message: string;
}

interface Room {
  /** Rooms (`ledger`), or single files (`ledger/money`), that this room may import. */
  readonly imports: readonly string[];
  /** The same, but only by `import type`. */
  readonly types?: readonly string[];
  /** Packages this room may import; `node:*` stands for everything built into Node. */
  readonly packages?: readonly string[];
}

const library = ['adapters/emulator', 'api', 'client', 'errors', 'ledger', 'reference', 'text', 'values'];

/**
 * A room is a folder of `src` with what is below it, unless a folder below is a room of its own; a room can always
 * import itself. `bulk/csv` stands for that folder alone, `client` for all of it but `client/http`.
 */
const rooms: Readonly<Record<string, Room>> = {
  text: { imports: [] },
  values: { imports: [] },
  errors: { imports: ['text'] },
  api: { imports: ['errors', 'text', 'values'], packages: ['zod/mini'] },
  ledger: { imports: ['values', 'api/accounts/id'], types: ['api'] },
  'client/http': {
    imports: ['api', 'client/executor', 'client/store-identity', 'errors', 'text', 'values'],
    packages: ['ky', 'undici'],
  },
  client: { imports: ['api', 'client/http', 'errors', 'ledger', 'text', 'values'] },
  index: { imports: ['api', 'client', 'client/http', 'errors', 'ledger/overdue', 'text', 'values'] },
  'reference/behaviours': { imports: ['api'] },
  'reference/engine': {
    imports: ['api', 'errors', 'ledger', 'text', 'values'],
    packages: ['zod/mini'],
  },
  'reference/control': {
    imports: ['api', 'errors', 'ledger', 'reference/engine', 'text', 'values'],
    types: ['reference/options'],
    packages: ['zod/mini'],
  },
  'reference/serve': {
    imports: [
      'api',
      'client/executor',
      'client/http/call',
      'client/http/end-of',
      'client/http/outcome',
      'errors',
      'ledger',
      'reference/control',
      'reference/engine',
      'text',
      'values',
    ],
    types: ['client/http/attempt', 'client/http/exchange', 'client/store-identity'],
  },
  reference: {
    imports: [
      'api',
      'client',
      'errors',
      'ledger',
      'reference/behaviours',
      'reference/control',
      'reference/engine',
      'reference/serve',
      'text',
      'values',
    ],
    packages: ['zod/mini'],
  },
  'adapters/emulator': {
    imports: [
      'api',
      'client/executor',
      'client/store-identity',
      'client/http/failure',
      'client/http/transport/guard',
      'client/http/outcome',
      'client/option-names',
      'errors',
      'ledger',
      'reference',
      'reference/control',
      'reference/engine',
      'reference/serve',
      'text',
      'values',
    ],
    packages: ['zod/mini'],
  },
  'adapters/msw': { imports: library, packages: ['msw'] },
  'adapters/node': { imports: library, packages: ['node:*'] },
  bulk: { imports: library, packages: ['zod/mini'] },
  // The program: bundled whole, so what it needs is not installed with the library. It uses what users of the library
  // have, and beyond that the server's own parts and the single files named here.
  cli: {
    imports: [
      'index',
      'adapters/emulator',
      'adapters/node/index',
      'bulk/index',
      'contract/index',
      'reference/index',
      'text',
      'values',
      'api/accounts/id',
      'api/complaints',
      'api/invoices/types',
      'api/invoices/status-names',
      'api/permissions',
      'bulk/csv/format/amount',
      'reference/control/faults',
      'reference/control/quirk-list',
      'reference/engine/callers',
    ],
    packages: ['node:*', 'commander', 'cli-progress', 'cli-table3'],
  },
  contract: {
    imports: [...library, 'reference/behaviours', 'reference/control', 'reference/engine'],
  },
  // What is reached for in the tests of others; it adds to the `expect` of their runner.
  testing: {
    imports: ['errors', 'ledger/overdue', 'values'],
    types: ['api', 'reference/control', 'reference/engine'],
    packages: ['expect', 'vitest'],
  },
  otel: { imports: ['errors'], types: ['client/http'], packages: ['@opentelemetry/api'] },
};

const clock = ['reference/engine/clock', 'client/http', 'cli/clock'];
const ids = ['reference/engine/ids', 'client/http'];
// A server waits a moment for requests in flight and for bodies under way, and then cuts them.
const timerPlaces = [...clock, 'adapters/node', 'values/wait'];

/** What a pure core must not touch: members of global objects, and global functions; and where they may stand. */
const members: Readonly<Record<string, { rule: 'time' | 'random' | 'timer'; allowed: readonly string[] }>> = {
  'Date.now': { rule: 'time', allowed: clock },
  'performance.now': { rule: 'time', allowed: clock },
  'performance.timeOrigin': { rule: 'time', allowed: clock },
  'Temporal.Now': { rule: 'time', allowed: clock },
  'Math.random': { rule: 'random', allowed: ids },
  'crypto.randomUUID': { rule: 'random', allowed: ids },
  'crypto.getRandomValues': { rule: 'random', allowed: ids },
  'AbortSignal.timeout': { rule: 'timer', allowed: clock },
};
const timers = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']);
const watched = new Map(
  Object.entries(members).map(([name, { rule, allowed }]) => [name.split('.')[0], { rule, allowed }]),
);

/** `src/ledger/money.ts` is the file `ledger/money` of the room `ledger`. */
const fileOf = (path: string): string => path.replace(/^src\//, '').replace(/\.ts$/, '');

/** The room of a file: the longest row of the table that it lies in; without one, its folder at the top. */
function roomOf(file: string): string {
  const [longest] = Object.keys(rooms)
    .filter((name) => file === name || file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length);
  return longest ?? file.split('/')[0] ?? file;
}

/** Whether a file is one of those named: by its room, or itself. */
const isNamed = (file: string, names: readonly string[]): boolean =>
  names.includes(file) || names.includes(roomOf(file));
const isWithin = (file: string, places: readonly string[]): boolean =>
  places.some((place) => file === place || file.startsWith(`${place}/`));

export function check(path: string, text: string): Violation[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const file = fileOf(path);
  const room = rooms[roomOf(file)];
  const violations: Violation[] = [];
  const report = (node: ts.Node, rule: Violation['rule'], message: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    violations.push({ path, line: line + 1, rule, message });
  };

  if (room === undefined) {
    report(source, 'room', `\`${roomOf(file)}\` is no room: give it a row in scripts/architecture.ts`);
    return violations;
  }

  const checkImport = (node: ts.Node, specifier: string, typeOnly: boolean): void => {
    if (specifier === 'zod' || specifier.startsWith('zod/')) checkZod(node, specifier);
    if (!specifier.startsWith('.')) {
      const known = (room.packages ?? []).some((allowed) =>
        allowed.endsWith('*') ? specifier.startsWith(allowed.slice(0, -1)) : specifier === allowed,
      );
      if (!known) report(node, 'package', `${roomOf(file)} does not import the package \`${specifier}\``);
      return;
    }
    if (!specifier.endsWith('.ts'))
      report(node, 'extension', `write \`${specifier}\` with its extension, .ts`);
    const target = relative('src', join(dirname(path), specifier)).replace(/\.[cm]?[jt]s$/, '');
    if (roomOf(target) === roomOf(file) || isNamed(target, room.imports)) return;
    if (!isNamed(target, room.types ?? [])) {
      report(node, 'arrow', `${roomOf(file)} does not import ${target}`);
    } else if (!typeOnly) {
      report(node, 'arrow', `${roomOf(file)} imports ${target} by \`import type\` only`);
    }
  };

  const checkZod = (node: ts.Node, specifier: string): void => {
    const binding = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
    const namespace = binding !== undefined && ts.isNamespaceImport(binding) && binding.name.text === 'z';
    if (specifier !== 'zod/mini' || !namespace) report(node, 'zod', "write `import * as z from 'zod/mini'`");
  };

  const checkMember = (node: ts.Node, object: string, member: string): void => {
    const found = members[`${object}.${member}`];
    if (found !== undefined && !isWithin(file, found.allowed)) {
      report(node, found.rule, `\`${object}.${member}\` may stand only in ${found.allowed.join(' and ')}`);
    }
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      checkImport(
        node,
        node.moduleSpecifier.text,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      );
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      checkImport(node, node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) checkImport(node, node.argument.literal.text, true);
    } else if (ts.isCallExpression(node)) {
      const [argument] = node.arguments;
      const loads =
        node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(source) === 'require';
      if (loads && argument && ts.isStringLiteralLike(argument)) checkImport(node, argument.text, false);
    }

    if (ts.isPropertyAccessExpression(node)) {
      checkMember(node, globalName(node.expression) ?? '', node.name.text);
    } else if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
      checkMember(node, globalName(node.expression) ?? '', node.argumentExpression.text);
    }

    const name = isReference(node) ? globalName(node) : undefined;
    if (name !== undefined && timers.has(name) && !isWithin(file, timerPlaces)) {
      report(node, 'timer', `\`${name}\` may stand only in ${timerPlaces.join(', ')}`);
    }
    const object = name === undefined ? undefined : watched.get(name);
    if (object !== undefined && !isWithin(file, object.allowed) && !isHarmless(node)) {
      report(
        node,
        object.rule,
        `\`${name}\` used this way may stand only in ${object.allowed.join(' and ')}`,
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return violations;
}

/** `Date` for `Date` and for `globalThis.Date`. */
function globalName(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  return ['globalThis', 'window', 'self'].includes(node.expression.text) ? node.name.text : undefined;
}

/** Whether the node is read as a value: not a declaration, a property's name or a type. */
function isReference(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return globalName(node) !== undefined;
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name !== node;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isHeritageClause(parent.parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  return !('name' in parent && parent.name === node);
}

/** `Date.UTC`, `new Date(text)` and `instanceof Date` read neither the time nor the object itself. */
function isHarmless(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return parent.expression === node;
  if (ts.isNewExpression(parent)) return parent.expression === node && (parent.arguments?.length ?? 0) > 0;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
}
