import type * as z from 'zod/mini';
import type { Strengths } from '../../src/api/dto.ts';
import { type Shape, shapeOf } from './shape.ts';

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const quoted = (text: string): string => JSON.stringify(text);

/** Writes functions, each once, whatever uses it. */
class Writer {
  readonly #named: ReadonlyMap<z.ZodMiniType, string>;
  readonly #functions = new Map<string, string>();

  constructor(named: ReadonlyMap<z.ZodMiniType, string>) {
    this.#named = named;
  }

  get text(): string {
    return [...this.#functions.values()].join('\n');
  }

  /** The check of an answer: exported under its own name. */
  answer(name: string, shape: Shape): void {
    if (shape.kind === 'object') this.#object(name, shape, 'export ');
    else this.#define(name, `return ${this.#condition(shape, 'value', name)};`, 'export ');
  }

  #define(name: string, body: string, exported = ''): void {
    const text = `${exported}function ${name}(value: unknown, strict: boolean): boolean {\n${body}\n}\n`;
    if (this.#functions.has(name)) throw new Error(`two checks would be called ${name}`);
    this.#functions.set(name, text);
  }

  #object(name: string, shape: Shape & { readonly kind: 'object' }, exported = ''): void {
    const required: string[] = [];
    const optional: string[] = [];
    for (const [key, field] of Object.entries(shape.fields)) {
      const part = `${name}${capital(key)}`;
      if (field.kind !== 'optional') {
        required.push(this.#condition(field, `value[${quoted(key)}]`, part));
        continue;
      }
      const condition = this.#condition(field.of, key, part);
      optional.push(`const ${key} = value[${quoted(key)}];
        if (${key} !== undefined) {
          if (${key} !== null && !(${condition})) return false;
          known += 1;
        }`);
    }
    const needs = [`isObject(value)`, ...required].join(' && ');
    const body =
      optional.length === 0
        ? `return ${needs} && (!strict || hasFields(value, ${required.length}));`
        : `if (!(${needs})) return false;
          let known = ${required.length};
          ${optional.join('\n')}
          return !strict || hasFields(value, known);`;
    this.#define(name, body, exported);
  }

  /** An expression that is true when what `read` reads has the shape. */
  #condition(shape: Shape, read: string, part: string): string {
    switch (shape.kind) {
      case 'text':
        return `typeof ${read} === 'string'`;
      case 'flag':
        return `typeof ${read} === 'boolean'`;
      case 'number':
        return `isNumber(${read})`;
      case 'date':
        return `(strict ? isDate(${read}) : typeof ${read} === 'string')`;
      case 'name': {
        const known = shape.known.map((name) => `${read} === ${quoted(name)}`).join(' || ');
        return `(strict ? ${known} : typeof ${read} === 'string')`;
      }
      case 'object': {
        const name = this.#named.get(shape.schema);
        if (name === undefined) this.#object(part, shape);
        return `${name ?? part}(${read}, strict)`;
      }
      case 'array': {
        const item = this.#condition(shape.of, 'item', `${part}Item`);
        this.#define(
          part,
          `if (!Array.isArray(value)) return false;
          for (const item of value) if (!(${item})) return false;
          return true;`,
        );
        return `${part}(${read}, strict)`;
      }
      case 'union':
        return `(${shape.of.map((each, at) => this.#condition(each, read, `${part}${at}`)).join(' || ')})`;
      case 'optional':
        throw new Error(`${part}: only a field of an object can be absent`);
    }
  }
}

/** The source of a check for each answer, which agrees with both of its schemas. */
export function checksOf(answers: ReadonlyMap<string, Strengths<unknown>>): string {
  const writer = new Writer(new Map([...answers].map(([name, { tolerant }]) => [tolerant, name])));
  for (const [name, { tolerant, strict }] of answers) writer.answer(name, shapeOf(name, tolerant, strict));
  const helpers = ['hasFields', 'isDate', 'isNumber', 'isObject'].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(writer.text),
  );
  return `// Written by \`npm run checks\` from the schemas beside it. Do not edit.
    import { ${helpers.join(', ')} } from './json-checks.ts';

    ${writer.text}`;
}
