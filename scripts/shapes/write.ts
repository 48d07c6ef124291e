import { basename, dirname } from 'node:path';
import * as z from 'zod/mini';
import { complaints } from '../../src/api/complaints.ts';
import * as predicates from '../../src/api/predicates.ts';
import { boundsOf } from '../../src/api/primitives.ts';
import { orAbsent, orNull, orUndefined } from '../../src/api/shape.ts';
import { type Field, quickCheckOf } from './quick.ts';
import type { Source } from './sources.ts';

type Schema = z.core.$ZodType;

const quoted = (text: string): string => JSON.stringify(text);
const isArray = (schema: Schema): schema is z.ZodMiniArray => schema instanceof z.ZodMiniArray;
const isObject = (schema: Schema): schema is z.ZodMiniObject => schema instanceof z.ZodMiniObject;
const isUnion = (schema: Schema): schema is z.ZodMiniUnion => schema instanceof z.ZodMiniUnion;

const predicateNames = new Map<unknown, string>(
  Object.entries(predicates).map(([name, value]) => [value, name]),
);

/** What the schema itself says of a value of a type that nothing has. */
function wordsOf(at: string, schema: z.ZodMiniType): string {
  const [only, ...others] = complaints(schema, Symbol('probe'), at);
  if (only === undefined || others.length > 0)
    throw new Error(`${at}: expected one complaint of another type`);
  return only.expected;
}

/** What a schema says when its refinement refuses. */
function refusalOf(schema: z.ZodMiniType): string | undefined {
  const error = schema._zod.def.checks?.[0]?._zod.def.error;
  const said: unknown = error && Reflect.apply(error, undefined, [{}]);
  return typeof said === 'string' ? said : undefined;
}

/** The one thing that a schema asks beside its type, as an expression; it must complain in the same words. */
function acceptsOf(at: string, schema: z.ZodMiniType, words = refusalOf(schema)): string | undefined {
  const [check, ...others] = schema._zod.def.checks ?? [];
  if (check === undefined) return undefined;
  const { def } = check._zod;
  if (others.length > 0 || words === undefined || refusalOf(schema) !== words)
    throw new Error(`${at}: expected one refinement that says the same as the type`);
  if ('fn' in def && typeof def.fn === 'function') {
    const name = predicateNames.get(def.fn);
    const bounds = boundsOf.get(def.fn);
    if (bounds !== undefined) return `/* @__PURE__ */ isWithin(${bounds.join(', ')})`;
    if (name !== undefined) return name;
  }
  if ('pattern' in def && def.pattern instanceof RegExp) return `/* @__PURE__ */ isLike(${def.pattern})`;
  if (def.check === 'max_length' && 'maximum' in def) return `/* @__PURE__ */ hasAtMost(${def.maximum})`;
  throw new Error(`${at}: no shape is known for a refinement that src/api/predicates.ts does not name`);
}

/** One statement of a file of shapes. */
interface Statement {
  readonly name: string;
  readonly text: string;
  /** The folder of the schema; none for what schemas share. */
  readonly home: string | undefined;
}

const homeOf = (module: string): string => dirname(module);

/** Writes shapes, each once, those in front that others are made of. */
class Writer {
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #names: ReadonlyMap<Schema, string>;
  /** What an exported answer is a list of. */
  readonly #items: ReadonlySet<Schema>;
  readonly #functions: Statement[] = [];
  readonly #leaves = new Map<string, string>();
  readonly #shapes = new Map<string, Statement>();

  constructor(sources: ReadonlyMap<string, Source>) {
    this.#sources = sources;
    this.#names = new Map([...sources].map(([name, { strict }]) => [strict, name]));
    this.#items = new Set([...sources.values()].flatMap(({ strict }) => itemsOf(strict)));
    for (const name of sources.keys()) this.#named(name);
  }

  get statements(): readonly Statement[] {
    const leaves = [...this.#leaves].map(([text, name]) => ({ name, text, home: undefined }));
    return [...this.#functions, ...leaves, ...this.#shapes.values()];
  }

  #named(name: string): void {
    const source = this.#sources.get(name);
    if (source === undefined || this.#shapes.has(name)) return;
    const { tolerant, strict, module } = source;
    const shape = this.#own(name, tolerant, strict);
    // A leaf is shared, and so has no type of its own.
    const text = /^\w+$/.test(shape) ? `/* @__PURE__ */ either(${shape}, 0)` : shape;
    this.#shapes.set(name, { name, text, home: homeOf(module) });
  }

  /** A leaf has one place for all who use it. */
  #leaf(kind: string, ...options: ReadonlyArray<string | undefined>): string {
    const given = options
      .map((option) => option ?? 'undefined')
      .join(', ')
      .replace(/(?:, undefined)+$/, '');
    const text = `/* @__PURE__ */ ${kind}(${given})`;
    const known = this.#leaves.get(text);
    if (known !== undefined) return known;
    const name = `${kind}${[...this.#leaves.keys()].filter((leaf) => leaf.includes(` ${kind}(`)).length + 1}`;
    this.#leaves.set(text, name);
    return name;
  }

  #shape(at: string, tolerant: z.ZodMiniType, strict: z.ZodMiniType): string {
    const name = this.#names.get(strict);
    if (name === undefined) return this.#own(at, tolerant, strict);
    this.#named(name);
    return name;
  }

  #own(at: string, tolerant: z.ZodMiniType, strict: z.ZodMiniType): string {
    const [inner, or] = unwrapped(strict);
    const [looseInner, looseOr] = unwrapped(tolerant);
    if (or !== looseOr) throw new Error(`${at}: expected to be optional in both strengths or none`);
    if (or !== 0) {
      const shape = this.#shape(at, looseInner, inner);
      return [...this.#leaves.values()].includes(shape)
        ? this.#leaf('either', shape, String(or))
        : call('either', shape, String(or));
    }
    if (isObject(strict)) return this.#object(at, tolerant, strict);
    if (isArray(strict) && isArray(tolerant)) {
      const item = this.#shape(`${at}[]`, asMini(tolerant._zod.def.element), asMini(strict._zod.def.element));
      const words = wordsOf(at, strict);
      return call('list', quoted(words), item, acceptsOf(at, strict, words));
    }
    if (isUnion(strict) && isUnion(tolerant)) {
      const decimal =
        strict._zod.def.options.map((option) => option._zod.def.type).join() === 'number,string';
      const words = wordsOf(at, strict);
      if (decimal) return this.#leaf('decimal', quoted(words), acceptsOf(at, strict, words));
      const loose = tolerant._zod.def.options;
      const forms = strict._zod.def.options.map((form, index) =>
        this.#shape(at, asMini(loose[index]), asMini(form)),
      );
      return call('union', `[${forms.join(', ')}]`);
    }
    return this.#simple(at, tolerant, strict);
  }

  #simple(at: string, tolerant: z.ZodMiniType, strict: z.ZodMiniType): string {
    const words = wordsOf(at, strict);
    const loosely = tolerant === strict ? undefined : quoted(wordsOf(at, tolerant));
    if (
      loosely !== undefined &&
      !(tolerant instanceof z.ZodMiniString && tolerant._zod.def.checks === undefined)
    )
      throw new Error(`${at}: only a plain string is known to be looser`);
    if (strict instanceof z.ZodMiniEnum) {
      const names = strict.options.map((name) => quoted(String(name)));
      if (words !== `one of ${strict.options.join(', ')}`)
        throw new Error(`${at}: expected its names as words`);
      return this.#leaf('name', `[${names.join(', ')}]`, loosely);
    }
    const accepts = acceptsOf(at, strict, words);
    if (strict instanceof z.ZodMiniString) return this.#leaf('text', quoted(words), accepts, loosely);
    if (loosely !== undefined) throw new Error(`${at}: expected a string in both strengths`);
    if (strict instanceof z.ZodMiniNumber) return this.#leaf('number', quoted(words), accepts);
    if (strict instanceof z.ZodMiniBoolean && accepts === undefined) return this.#leaf('flag', quoted(words));
    throw new Error(`${at}: no shape is known for ${strict._zod.def.type}`);
  }

  /** The name of a function that checks the items of a list quickly. */
  #quick(at: string, strict: z.ZodMiniObject): string | undefined {
    if (!this.#items.has(strict)) return undefined;
    const name = `looksLike${capital(at)}`;
    const fields = Object.entries(strict.shape).map(([key, schema]): Field => {
      const [inner, or] = unwrapped(asMini(schema));
      const accepts = inner instanceof z.ZodMiniString ? acceptsOf(`${at}.${key}`, inner) : undefined;
      return { key, or, strict: inner, accepts };
    });
    const text = quickCheckOf(fields);
    const source = this.#sources.get(this.#names.get(strict) ?? at);
    if (text !== undefined) this.#functions.push({ name, text, home: source && homeOf(source.module) });
    return text && name;
  }

  #object(at: string, tolerant: z.ZodMiniType, strict: z.ZodMiniObject): string {
    const isClosed = strict._zod.def.catchall?._zod.def.type === 'never';
    const isOpen = isObject(tolerant) && tolerant._zod.def.catchall?._zod.def.type === 'unknown';
    if (!isObject(tolerant) || !isClosed || (tolerant !== strict && !isOpen))
      throw new Error(`${at}: expected a strict object, and a loose one when tolerant`);
    const keys = Object.keys(strict.shape);
    if (keys.join() !== Object.keys(tolerant.shape).join())
      throw new Error(`${at}: expected the same fields in both strengths`);
    const fields = keys.map((key) => {
      const shape = this.#shape(`${at}.${key}`, asMini(tolerant.shape[key]), asMini(strict.shape[key]));
      return `${key}: ${shape}`;
    });
    const words = wordsOf(at, strict);
    const loosely = tolerant === strict ? undefined : quoted(wordsOf(at, tolerant));
    if (words === 'an object with the known fields only' && loosely === quoted('an object'))
      return call('answer', `{ ${fields.join(', ')} }`, this.#quick(at, strict));
    const refusal = refusalOf(strict);
    const asked = [acceptsOf(at, strict), refusal && quoted(refusal)];
    return call('object', quoted(words), `{ ${fields.join(', ')} }`, loosely, ...asked);
  }
}

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function call(kind: string, ...options: ReadonlyArray<string | undefined>): string {
  const given = options
    .map((option) => option ?? 'undefined')
    .join(', ')
    .replace(/(?:, undefined)+$/, '');
  return `/* @__PURE__ */ ${kind}(${given})`;
}

const itemsOf = (schema: z.ZodMiniType): Schema[] =>
  isObject(schema)
    ? Object.values(schema.shape).flatMap((field) => (isArray(field) ? [field._zod.def.element] : []))
    : [];

function asMini(schema: Schema | undefined): z.ZodMiniType {
  if (schema instanceof z.ZodMiniType) return schema;
  throw new Error('expected a schema of zod/mini');
}

/** What is within `optional`, `exactOptional` and `nullable`, and what they let stand instead. */
function unwrapped(schema: z.ZodMiniType, or = 0): readonly [z.ZodMiniType, number] {
  if (schema instanceof z.ZodMiniExactOptional)
    return unwrapped(asMini(schema._zod.def.innerType), or | orAbsent);
  if (schema instanceof z.ZodMiniOptional)
    return unwrapped(asMini(schema._zod.def.innerType), or | orUndefined);
  if (schema instanceof z.ZodMiniNullable) return unwrapped(asMini(schema._zod.def.innerType), or | orNull);
  return [schema, or];
}

const makers = [
  ...['answer', 'either', 'flag', 'decimal', 'list', 'name', 'number', 'object', 'text', 'union'],
  ...['isNumber', 'isText', 'mayBeNumber', 'mayBeText'],
];

const uses = ({ text }: Statement, name: string): boolean => new RegExp(`\\b${name}\\b(?!:)`).test(text);

/** Gives what just one folder uses a home there. */
function settled(statements: readonly Statement[]): Statement[] {
  const homes = new Map<string, string | undefined>();
  for (const statement of statements.toReversed()) {
    const users = statements.filter((other) => other !== statement && uses(other, statement.name));
    const [only, another] = new Set(users.map(({ name }) => homes.get(name)));
    homes.set(statement.name, statement.home ?? (another === undefined ? only : undefined));
  }
  return statements.map((statement) => ({ ...statement, home: homes.get(statement.name) ?? '.' }));
}

const header = '// Written by `npm run shapes` from the schemas. Do not edit.';
const commonFile = 'common-shapes';

/** The text of one file: the statements of a folder, with what they import. */
function fileOf(home: string, all: readonly Statement[], sources: ReadonlyMap<string, Source>): string {
  const up = home === '.' ? './' : '../';
  const own = all.filter((statement) => statement.home === home);
  const others = all.filter((statement) => statement.home !== home);
  const used = (names: readonly string[]): string[] =>
    names.filter((name) => own.some((statement) => uses(statement, name)));
  const importing = (names: readonly string[], from: string): string =>
    names.length === 0 ? '' : `import { ${names.join(', ')} } from '${from}';`;
  const lines = own.map((statement) => {
    const { name, text } = statement;
    const source = sources.get(name);
    if (source !== undefined) {
      const from = home === '.' ? source.module : `./${basename(source.module)}`;
      return `export const ${name}: ShapeOf<typeof import('${from}').${name}> = ${text};`;
    }
    const isShared = others.some((other) => uses(other, name));
    return isShared ? `export const ${name}: Shape = ${text};` : `const ${name} = ${text};`;
  });
  const types = ['Shape', 'ShapeOf'].filter((type) =>
    lines.some((line) => new RegExp(`: ${type}\\b(?!\\w)`).test(line)),
  );
  const shared = others.filter(({ name }) => own.some((statement) => uses(statement, name)));
  const away = shared.find((statement) => statement.home !== '.');
  if (away !== undefined) throw new Error(`${away.name}: expected to be used in its own folder only`);
  return [
    header,
    importing(used(Object.keys(predicates)), `${up}predicates.ts`),
    importing(
      [
        ...makers.filter((name) => own.some(({ text }) => new RegExp(`\\b${name}\\(`).test(text))),
        ...types.map((type) => `type ${type}`),
      ],
      `${up}shape.ts`,
    ),
    importing(used(['isRecord']), `${up}../values/record.ts`),
    importing(
      shared.map(({ name }) => name),
      `../${commonFile}.generated.ts`,
    ),
    '',
    ...lines,
  ].join('\n');
}

/**
 * The files with a shape for each schema, by their names in `src/api`: one beside each schema file, one of what they
 * share, and a list of all. Throws for what it does not know: nothing is passed over.
 */
export function shapesOf(sources: ReadonlyMap<string, Source>): ReadonlyMap<string, string> {
  const statements = settled(new Writer(sources).statements);
  const homes = [...new Set(statements.map(({ home }) => home ?? '.'))].sort();
  const nameOf = (home: string): string => (home === '.' ? commonFile : `${home.slice(2)}/shapes`);
  const files = homes.map((home) => [nameOf(home), fileOf(home, statements, sources)] as const);
  const common = [...sources].filter(([, { module }]) => homeOf(module) === '.').map(([name]) => name);
  const list = [
    header,
    `export { ${common.join(', ')} } from './${commonFile}.generated.ts';`,
    ...homes.filter((home) => home !== '.').map((home) => `export * from '${home}/shapes.generated.ts';`),
  ];
  return new Map([...files, ['shapes', list.join('\n')]]);
}
