import { basePath } from '../../src/api/operation.ts';
import type { DescribedOperation } from '../../src/api/table.ts';
import { answersOf, errorSchema, failureResponses, headers } from './answers.ts';
import { info, retryTexts, securitySchemes, server, tagOf, tags } from './frame.ts';
import type { Json, JsonObject } from './json.ts';
import { parametersFor, pathParameters } from './parameters.ts';
import { bodyNameOf, operations } from './parts.ts';
import { type Prose, readProse } from './prose.ts';
import { components, uri } from './schemas.ts';
import { wireForm } from './wire-form.ts';

type AnyOperation = DescribedOperation<unknown, unknown>;

/** A payload to show, official where there is one. */
export type Example = (operation: AnyOperation, kind: 'request' | 'response') => Json | undefined;

function requestBody(operation: AnyOperation, example: Json | undefined): JsonObject {
  const body = bodyNameOf(operation);
  if (body === undefined) return {};
  const content = { schema: { $ref: uri(body) }, ...(example === undefined ? {} : { example }) };
  const optional = operation.request.body?.optional ?? false;
  return { requestBody: { required: !optional, content: { 'application/json': content } } };
}

function operationObject(operation: AnyOperation, prose: Prose, example: Example): JsonObject {
  const { id, permission, retry, recovery, undocumented } = operation;
  const { summary, notes } = prose.ofOperation(id);
  const description = [
    notes,
    undocumented && `Undocumented: ${undocumented.says} (${undocumented.mark}: ${undocumented.source})`,
    `Permission: **${permission}**, or Main Access.`,
    retryTexts[retry],
    recovery === undefined ? undefined : `After an answer that got lost: ${recovery.advice}`,
  ];
  const parameters = parametersFor(operation, prose);
  return {
    operationId: id,
    tags: [tagOf(id)],
    summary,
    description: description.filter((text) => text !== undefined).join('\n\n'),
    'x-permission': permission,
    'x-retry': retry,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(operation, example(operation, 'request')),
    responses: answersOf(operation, example(operation, 'response')),
  };
}

/** What travels, where that is not what a caller gives. */
function onTheWire(schemas: Readonly<Record<string, JsonObject>>): JsonObject {
  const changed = new Map<string, JsonObject>();
  for (const operation of operations) {
    const body = bodyNameOf(operation);
    if (body === undefined) continue;
    const form = wireForm(operation, schemas[body] ?? {});
    const other = changed.get(body);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(form))
      throw new Error(`${operation.id}: ${body} travels in two forms, it needs a name for each`);
    changed.set(body, form);
  }
  return { ...schemas, ...Object.fromEntries(changed) };
}

/** The document, read off the table of operations. Throws where something is described twice or not at all. */
export function openApi(example: Example): JsonObject {
  const prose = readProse();
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    const { path, method } = operation;
    const item = paths[path] ?? {};
    paths[path] = { ...item, [method.toLowerCase()]: operationObject(operation, prose, example) };
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
