import { readFileSync } from 'node:fs';
import { pathKeysOf } from '../../src/api/define.ts';
import type { Example } from './document.ts';
import { isObject, type Json, plain } from './json.ts';

const file = new URL('../../test/fixtures/documents.json', import.meta.url);
const payloads: readonly Json[] = JSON.parse(readFileSync(file, 'utf8'));

/** The official payload of an operation; a request as the client would write it. */
export const examples: Example = ({ id, path: template, request }, kind) => {
  const payload = payloads
    .filter(isObject)
    .find((each) => each['operation'] === id && each['kind'] === kind && each['template'] !== true);
  if (payload === undefined || kind === 'response') return payload?.['json'];
  const path = Object.fromEntries(pathKeysOf(template).map((name) => [name, 'x']));
  const { body } = request.toWire(request.fromWire({ path, query: [], body: payload['json'] }));
  return body === undefined ? undefined : plain(body);
};
