import { basePath, type Operation } from '../../src/api/operation.ts';
import { isOperationId, type OperationId, operationsById } from '../../src/api/table.ts';
import { answersOf, errorSchema, failureResponses, headers } from './answers.ts';
import { info, notes, retryTexts, securitySchemes, server, tagOf, tags } from './frame.ts';
import type { Json, JsonObject } from './json.ts';
import { parametersFor, pathParameters } from './parameters.ts';
import { parts } from './parts.ts';
import { type Prose, readProse } from './prose.ts';
import { components, uri } from './schemas.ts';
import { wireForm } from './wire-form.ts';

const table: Readonly<Record<OperationId, Operation<unknown, unknown>>> = operationsById;
const ids: readonly OperationId[] = Object.keys(table).filter(isOperationId);

/** A payload to show, official where there is one. */
export type Example = (id: OperationId, kind: 'request' | 'response') => Json | undefined;

function requestBody(id: OperationId, example: Json | undefined): JsonObject {
  const { body, optionalBody = false } = parts[id];
  if (body === undefined) return {};
  const content = { schema: { $ref: uri(body) }, ...(example === undefined ? {} : { example }) };
  return { requestBody: { required: !optionalBody, content: { 'application/json': content } } };
}

function operationObject(id: OperationId, prose: Prose, example: Example): JsonObject {
  const operation = table[id];
  const { permission, retry, recovery } = operation;
  const description = [
    notes[id],
    `Permission: **${permission}**, or Main Access.`,
    retryTexts[retry],
    recovery === undefined ? undefined : `After an answer that got lost: ${recovery.advice}`,
  ];
  const parameters = parametersFor(id, prose);
  return {
    operationId: id,
    tags: [tagOf(id)],
    summary: operation.summary,
    description: description.filter((text) => text !== undefined).join('\n\n'),
    'x-permission': permission,
    'x-retry': retry,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(id, example(id, 'request')),
    responses: answersOf(operation, parts[id], example(id, 'response')),
  };
}

/** What travels, where that is not what a caller gives. */
function onTheWire(schemas: Readonly<Record<string, JsonObject>>): JsonObject {
  const changed = new Map<string, JsonObject>();
  for (const id of ids) {
    const { body } = parts[id];
    if (body === undefined) continue;
    const form = wireForm(table[id], schemas[body] ?? {});
    const other = changed.get(body);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(form))
      throw new Error(`${id}: ${body} travels in two forms, it needs a name for each`);
    changed.set(body, form);
  }
  return { ...schemas, ...Object.fromEntries(changed) };
}

/** The document, read off the table of operations. Throws where something is described twice or not at all. */
export function openApi(example: Example): JsonObject {
  const prose = readProse();
  const paths: Record<string, Record<string, Json>> = {};
  for (const id of ids) {
    const { path, method } = table[id];
    const item = paths[path] ?? {};
    paths[path] = { ...item, [method.toLowerCase()]: operationObject(id, prose, example) };
  }
  const document = {
    openapi: '3.1.1',
    info,
    servers: [server(basePath)],
    security: [{ appKey: [], appToken: [] }, { VtexIdclientAutCookie: [] }],
    tags,
    paths,
    components: {
      schemas: { ...onTheWire(components(prose)), Error: errorSchema },
      parameters: pathParameters(prose),
      headers,
      responses: failureResponses,
      securitySchemes,
    },
  };
  const unused = prose.unused();
  if (unused.length > 0) throw new Error(`scripts/openapi/texts.ts: nobody asks for ${unused.join(', ')}`);
  return document;
}
