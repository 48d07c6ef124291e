import { fieldsOf, isObject, type Json, type JsonObject, listIn, objectIn, textsIn } from './json.ts';

/** Something a description says: about the place, under a name such as `required`. */
export type Fact = string | number | boolean | readonly string[];
export type Facts = Readonly<Record<string, Readonly<Record<string, Fact>>>>;

/** The name of an operation, by its method and its whole path. */
export type NameOf = (method: string, path: string) => string;

const limitNames = [
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'x-decimals',
  'maxItems',
  'pattern',
] as const;

/** The limits in a schema, as one text. */
export function limitsOf(schema: JsonObject): string {
  return limitNames
    .flatMap((name) => {
      const limit = schema[name];
      return limit === undefined ? [] : [`${name} ${String(limit)}`];
    })
    .join(', ');
}

const headings: readonly string[] = ['Resource', 'Main Access'];

class Reader {
  readonly facts: Record<string, Record<string, Fact>> = {};
  readonly document: JsonObject;
  readonly nameOf: NameOf;

  constructor(document: JsonObject, nameOf: NameOf) {
    this.document = document;
    this.nameOf = nameOf;
  }

  keep(place: string, said: Readonly<Record<string, Fact | undefined>>): void {
    const kept = this.facts[place] ?? {};
    this.facts[place] = kept;
    for (const [name, fact] of Object.entries(said)) {
      // What is the rule unless said otherwise is no fact.
      if (fact !== undefined && fact !== false && fact !== '') kept[name] = fact;
    }
  }

  /** What a reference points to, with what stands beside it. */
  resolved(value: Json | undefined): JsonObject {
    const { $ref, ...beside } = objectIn(value);
    if (typeof $ref !== 'string') return beside;
    const target = $ref
      .slice(2)
      .split('/')
      .reduce<Json | undefined>((at, key) => objectIn(at)[key], this.document);
    return { ...this.resolved(target), ...beside };
  }

  schema(place: string, value: Json | undefined, said: Readonly<Record<string, Fact>> = {}): void {
    const whole = this.resolved(value);
    const forms = listIn(whole['anyOf']).map((form) => this.resolved(form));
    const typed = forms.filter((form) => form['type'] !== undefined || form['anyOf'] !== undefined);
    const all = typed.length === 0 ? [whole] : typed.map((form) => ({ ...whole, ...form }));
    const types = new Set(
      all.flatMap(({ type }) => (typeof type === 'string' ? [type] : [...textsIn(type)])),
    );
    const named = all.find((form) => form['enum'] !== undefined);
    const open =
      named !== undefined && all.some(({ type, enum: names }) => type === 'string' && names === undefined);
    const { default: standard, deprecated } = whole;
    this.keep(place, {
      ...said,
      type: [...types]
        .filter((type) => type !== 'null')
        .toSorted()
        .join(' or '),
      nullable: types.has('null') || whole['nullable'] === true,
      ...(named === undefined ? {} : { enum: textsIn(named['enum']), open }),
      ...(isObject(standard) || standard === undefined || standard === null
        ? {}
        : { default: String(standard) }),
      deprecated: deprecated === true,
      limits: all.map(limitsOf).find((limits) => limits !== ''),
      ...(forms.length > 0 && typed.length === 0
        ? { 'one of': forms.flatMap(({ required }) => textsIn(required)) }
        : {}),
    });
    for (const form of all) this.fields(place, form);
  }

  fields(place: string, schema: JsonObject): void {
    const required = textsIn(schema['required']);
    const inner = place.endsWith(')') ? `${place} ` : `${place}.`;
    for (const [name, field] of fieldsOf(schema['properties'])) {
      this.schema(`${inner}${name}`, field, { required: required.includes(name) });
    }
    if (schema['items'] !== undefined) this.schema(`${place}[]`, schema['items']);
  }

  content(place: string, holder: JsonObject, said: Readonly<Record<string, Fact>>): void {
    const media = fieldsOf(holder['content']);
    this.keep(place, { ...said, media: media.map(([type]) => type).join(', ') });
    for (const [, { schema }] of media.map(([type, form]) => [type, objectIn(form)] as const)) {
      this.schema(place, schema);
    }
  }

  operation(name: string, operation: JsonObject): void {
    const { operationId, deprecated, tags, description } = operation;
    // The official file has it as a row of a table in its text.
    const rows = [...String(description ?? '').matchAll(/\|[^|]+\|[^|]+\| *\*\*([^*]+)\*\* *\|/g)];
    const permission = rows.map(([, found]) => found).find((found) => !headings.includes(found ?? ''));
    this.keep(name, {
      operationId: String(operationId),
      deprecated: deprecated === true,
      tags: textsIn(tags),
      permission: String(operation['x-permission'] ?? permission),
    });
    for (const parameter of listIn(operation['parameters']).map((each) => this.resolved(each))) {
      const place = `${name} ${String(parameter['in'])}(${String(parameter['name'])})`;
      this.schema(place, parameter['schema'], { required: parameter['required'] === true });
    }
    if (operation['requestBody'] !== undefined) {
      const body = this.resolved(operation['requestBody']);
      this.content(`${name} body()`, body, { required: body['required'] === true });
    }
    for (const [status, given] of fieldsOf(operation['responses'])) {
      const answer = this.resolved(given);
      const place = `${name} answer(${status})`;
      this.keep(place, {
        headers: fieldsOf(answer['headers'])
          .map(([header]) => header)
          .join(', '),
      });
      // Refusals have one form, told once.
      if (status === '200') this.content(place, answer, {});
    }
  }

  read(): Facts {
    const [server] = listIn(this.document['servers']).map(objectIn);
    const url = String(server?.['url'] ?? '');
    const base = /^https:\/\/[^/]*(.*)$/.exec(url)?.[1] ?? '';
    this.keep('document', { openapi: String(this.document['openapi']), server: url });
    for (const [name, variable] of fieldsOf(server?.['variables'])) {
      this.schema(`document server(${name})`, variable);
    }
    this.keep('document security', {
      either: listIn(this.document['security']).map((each) => Object.keys(objectIn(each)).join(' and ')),
    });
    const { securitySchemes } = objectIn(this.document['components']);
    for (const [name, scheme] of fieldsOf(securitySchemes)) {
      const { type, in: where, name: header } = objectIn(scheme);
      this.keep(`document security(${name})`, { is: [type, where, header].map(String) });
    }
    for (const [path, item] of fieldsOf(this.document['paths'])) {
      for (const [method, operation] of fieldsOf(item)) {
        if (method !== 'parameters')
          this.operation(this.nameOf(method.toUpperCase(), `${base}${path}`), objectIn(operation));
      }
    }
    return this.facts;
  }
}

/** What an OpenAPI document of 3.0 or 3.1 says, place by place; prose and examples are no facts. */
export function factsOf(document: JsonObject, nameOf: NameOf): Facts {
  return new Reader(document, nameOf).read();
}
