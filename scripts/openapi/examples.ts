import { readFileSync } from 'node:fs';
import type { Operation } from '../../src/api/operation.ts';
import { type OperationId, operationsById } from '../../src/api/table.ts';
import type { Example } from './document.ts';
import { isObject, type Json, plain } from './json.ts';

const file = new URL('../../test/fixtures/documents.json', import.meta.url);
const payloads: readonly Json[] = JSON.parse(readFileSync(file, 'utf8'));
const table: Readonly<Record<OperationId, Operation<unknown, unknown>>> = operationsById;

/** The official payload of an operation; a request as the client would write it. */
export const examples: Example = (id, kind) => {
  const payload = payloads
    .filter(isObject)
    .find((each) => each['operation'] === id && each['kind'] === kind && each['template'] !== true);
  if (payload === undefined || kind === 'response') return payload?.['json'];
  const { request, path: template } = table[id];
  const path = Object.fromEntries(
    [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']): [string, string] => [name, 'x']),
  );
  const { body } = request.toWire(request.fromWire({ path, query: [], body: payload['json'] }));
  return body === undefined ? undefined : plain(body);
};
