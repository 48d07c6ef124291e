import { sources } from '../../../src/reference/behaviours/behaviour.ts';
import { operations } from '../parts.ts';
import { absent, type Deviation, declared, various } from './deviation.ts';

const { api, ours } = sources;

/** What holds for the whole document. */
export const ofDocument: readonly Deviation[] = [
  {
    place: 'document',
    official: { openapi: '3.0.0' },
    here: { openapi: '3.1.1' },
    reason: '3.1 has the whole of JSON Schema: any validator can check payloads with it.',
    mark: 'assumed',
    source: ours,
  },
  {
    place: 'document',
    official: { server: 'https://{accountName}.{environment}.com.br' },
    here: { server: 'https://{accountName}.{environment}.com.br/api/creditcontrol' },
    reason: 'Every path begins with it. The whole addresses are the same.',
    mark: 'documented',
    source: api,
  },
  {
    place: '*.*',
    official: { operationId: various },
    here: { operationId: various },
    reason:
      'Resource and method, as in the client. The official ones have brackets and one form each: no name for a function.',
    mark: 'assumed',
    source: ours,
  },
  {
    place: '* header({Accept,Content-Type})',
    official: declared,
    here: absent,
    reason:
      'OpenAPI ignores header parameters of these names: the media types of bodies and answers say the same.',
    mark: 'documented',
    source: 'OpenAPI Specification 3.1.1, Parameter Object',
  },
  ...operations.flatMap(({ id, undocumented }): readonly Deviation[] => {
    if (undocumented === undefined) return [];
    const { says: reason, mark, source } = undocumented;
    return [
      {
        place: `${id}{, path(*), query(*), body()*, answer(200)*}`,
        official: absent,
        here: declared,
        reason,
        mark,
        source,
      },
    ];
  }),
];
