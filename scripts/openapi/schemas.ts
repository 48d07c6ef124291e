import * as z from 'zod/mini';
import { otherDoneBy } from '../../src/api/accounts/names.ts';
import { fieldsOf, isObject, type Json, type JsonObject, listIn, objectIn, plain } from './json.ts';
import { answerSchemas, bodyNameOf, operations, requestSchemas } from './parts.ts';
import type { Prose } from './prose.ts';
import { ruleOf, rules } from './rules.ts';

type Side = 'request' | 'answer';

export const uri = (name: string): string => `#/components/schemas/${name}`;

/** Changes one node of a JSON Schema in place, as `z.toJSONSchema` has it. */
function complete(schema: z.core.$ZodType, node: z.core.JSONSchema.BaseSchema, side: Side): void {
  Object.assign(node, ruleOf(schema));
  // Unknown fields are ignored in requests, and may come in answers any day.
  delete node.additionalProperties;
  if (side === 'answer' && node.enum !== undefined) {
    // An open set, as code generators know it: the names, and any other.
    node.anyOf = [{ type: 'string', enum: node.enum }, { type: 'string' }];
    delete node.type;
    delete node.enum;
  }
}

function converted(schemas: Readonly<Record<string, z.core.$ZodType>>, side: Side): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const written = z.toJSONSchema(registry, {
    io: 'input',
    uri,
    override: ({ zodSchema, jsonSchema }) => complete(zodSchema, jsonSchema, side),
  });
  return Object.fromEntries(
    fieldsOf(plain(written.schemas)).map(([name, schema]) => {
      const { $id, $schema, ...rest } = objectIn(schema);
      return [name, rest];
    }),
  );
}

/** One schema by itself, for a parameter. */
export function parameterSchema(schema: z.core.$ZodType): JsonObject {
  const written = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => complete(zodSchema, jsonSchema, 'request'),
  });
  const { $schema, ...rest } = objectIn(plain(written));
  return rest;
}

/** What stands beside a field's schema: what zod's plain number leaves open, and what else is read. */
const extras: Readonly<Record<string, JsonObject>> = {
  'InvoiceSummary.count': { type: 'integer' },
  'AccountSummary.count': { type: 'integer' },
  'NotificationTrigger.days': { type: 'integer' },
  'Statement.doneBy': { 'x-other-names': [otherDoneBy] },
};

/** Other spellings of a field of a body that are read as well. */
function spellingsOf(type: string, field: string): JsonObject {
  const operation = operations.find((each) => bodyNameOf(each) === type);
  const others = operation?.request.body?.spellings[field]?.others ?? {};
  return Object.keys(others).length === 0 ? {} : { 'x-spellings': others };
}

/** Answers that travel in more forms than the one they are read into (observed). */
function withOtherForms(name: string, schema: JsonObject): JsonObject {
  if (name !== 'DecreasedBalance') return schema;
  const { description, properties, ...rest } = schema;
  const value = { ...objectIn(objectIn(properties)['value']), type: ['string', 'number'] };
  const whole = { ...rest, properties: { ...objectIn(properties), value } };
  return { description, anyOf: [whole, { type: 'string' }, { type: 'number' }] };
}

function described(schema: Json, type: string, prose: Prose): Json {
  if (!isObject(schema)) return schema;
  const { items, properties, anyOf, ...rest } = schema;
  if (rest['pattern'] === rules.answeredDate.pattern) return { $ref: uri('WireDate') };
  const fields = fieldsOf(properties).map(([name, field]) => {
    const place = `${type}.${name}`;
    const inner = objectIn(described(field, prose.typeBehind(place) ?? place, prose));
    const description = prose.of(place);
    const deprecated = description.startsWith('Deprecated') ? { deprecated: true } : {};
    return [name, { description, ...inner, ...deprecated, ...extras[place], ...spellingsOf(type, name) }];
  });
  return {
    ...rest,
    ...(anyOf === undefined ? {} : { anyOf: listIn(anyOf).map((form) => described(form, type, prose)) }),
    ...(items === undefined ? {} : { items: described(items, type, prose) }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
  };
}

/** The components of the document, in the order of their names. */
export function components(prose: Prose): Record<string, JsonObject> {
  const all = {
    ...converted(requestSchemas, 'request'),
    ...converted(answerSchemas, 'answer'),
  };
  const sorted = fieldsOf(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...Object.fromEntries(
      sorted.map(([name, schema]) => {
        const whole = { description: prose.of(name), ...objectIn(described(schema, name, prose)) };
        return [name, withOtherForms(name, whole)];
      }),
    ),
    WireDate: {
      description: prose.of('WireDate'),
      type: 'string',
      ...rules.answeredDate,
      examples: ['2024-05-20T06:52:53.1314379Z', '2023-11-25T00:00:00'],
    },
  };
}
