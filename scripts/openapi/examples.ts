import { readFileSync } from 'node:fs';
import { pathKeysOf } from '../../src/api/define.ts';
import type { Example } from './document.ts';
import { isObject, type Json, plain } from './json.ts';

const file = new URL('../../test/fixtures/documents.json', import.meta.url);
const payloads: readonly Json[] = JSON.parse(readFileSync(file, 'utf8'));

/** The official payload of an operation, of an undocumented one its sample; a request as the client would write it. */
export const examples: Example = ({ id, path: template, request, sample, undocumented }, kind) => {
  const payload = payloads
    .filter(isObject)
    .find((each) => each['operation'] === id && each['kind'] === kind && each['template'] !== true)?.['json'];
  if (kind === 'response') return payload;
  const given = undocumented === undefined ? payload : sample?.body;
  if (given === undefined) return undefined;
  const path = Object.fromEntries(pathKeysOf(template).map((name) => [name, 'x']));
  const { body } = request.toWire(request.fromWire({ path, query: [], body: given }));
  return body === undefined ? undefined : plain(body);
};
