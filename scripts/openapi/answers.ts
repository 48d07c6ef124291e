import type { Operation } from '../../src/api/operation.ts';
import { fits } from '../../src/api/shape.ts';
import type { Json, JsonObject } from './json.ts';
import { answerNameOf } from './parts.ts';
import { uri } from './schemas.ts';

/** A refusal or failure, the same for every operation that can answer with it. */
interface Failure {
  readonly status: number;
  readonly name: string;
  readonly description: string;
  readonly examples: Readonly<Record<string, Json>>;
  readonly headers?: readonly string[];
  /** Whether an operation can answer with it; every one unless given. */
  readonly of?: (operation: Operation<unknown, unknown>) => boolean;
}

/** Whether an operation looks for one thing: by its path, or by what its query must say. */
export const isLookup = ({ path, request: { query } }: Operation<unknown, unknown>): boolean =>
  path.includes('{') || (query !== undefined && !fits(query.shape, {}));

const failed = { failed: { message: 'An error has occurred.' } };

const failures: readonly Failure[] = [
  {
    status: 400,
    name: 'BadRequest',
    description: 'The request is malformed, or something in it is out of range (assumed).',
    examples: { range: { code: 400, message: 'body.value: expected an amount above zero.' } },
  },
  {
    status: 401,
    name: 'Unauthorized',
    description: 'Credentials are missing or unknown (assumed).',
    examples: { unknown: { code: 401, message: 'The credentials are missing or unknown.' } },
  },
  {
    status: 403,
    name: 'Forbidden',
    description:
      'The credentials lack the License Manager resource that `x-permission` names (documented). Nothing was done.',
    examples: { lacking: { code: 403, message: 'The resource Pay Invoice is missing.' } },
  },
  {
    status: 404,
    name: 'NotFound',
    description: 'There is no such account, invoice, transaction or holder (assumed).',
    examples: { unknown: { code: 404, message: 'There is no such invoice.' } },
    of: isLookup,
  },
  {
    status: 409,
    name: 'Conflict',
    description:
      'A rule forbids it (assumed). Code 1099 says that the account is open already (observed; its status is not published).',
    examples: {
      open: { code: 1099, message: 'The Credit Account is already open.' },
      rule: { code: 409, message: 'A paid invoice cannot be cancelled.' },
    },
    of: ({ retry }) => retry !== 'read',
  },
  {
    status: 429,
    name: 'TooManyRequests',
    description: 'Too many requests (observed). The limits are not published; wait, longer each time.',
    examples: failed,
    headers: ['Retry-After'],
  },
  {
    status: 500,
    name: 'ServerError',
    description: 'It failed, and may have been done all the same (observed).',
    examples: failed,
  },
  {
    status: 503,
    name: 'Unavailable',
    description: 'A circuit breaker is open (observed); often without a body of JSON.',
    examples: failed,
    headers: ['Retry-After'],
  },
];

const operationId = 'x-vtex-operation-id';

const headerOf = (name: string): readonly [string, Json] => [name, { $ref: `#/components/headers/${name}` }];

export const headers: JsonObject = {
  [operationId]: {
    description: 'Names the request, for support.',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'How long to wait: seconds, or a date. Not always there (observed).',
    schema: {
      oneOf: [
        { type: 'integer', minimum: 0 },
        { type: 'string', pattern: '\\D' },
      ],
    },
  },
};

/** The body of a refusal. */
export const errorSchema: JsonObject = {
  description:
    'What went wrong. Gateways in front of the API answer in other forms as well: `{error: {code, message}}`, `{Message}`, text, HTML or nothing.',
  type: 'object',
  required: ['message'],
  properties: {
    code: {
      description: 'A number of VTEX; 1099: the account is open already. Not always there.',
      type: 'integer',
    },
    message: { description: 'For people.', type: 'string' },
  },
};

/** The failures as components. */
export const failureResponses: JsonObject = Object.fromEntries(
  failures.map(({ name, description, examples, headers: more = [] }): [string, Json] => [
    name,
    {
      description,
      headers: Object.fromEntries([operationId, ...more].map(headerOf)),
      content: {
        'application/json': {
          schema: { $ref: uri('Error') },
          examples: Object.fromEntries(Object.entries(examples).map(([id, value]) => [id, { value }])),
        },
      },
    },
  ]),
);

/** Everything an operation can answer with. */
export function answersOf(operation: Operation<unknown, unknown>, example: Json | undefined): JsonObject {
  const answer = answerNameOf(operation);
  const headersOf200 = Object.fromEntries([headerOf(operationId)]);
  const content =
    answer === undefined
      ? {}
      : {
          content: {
            'application/json': {
              schema: { $ref: uri(answer) },
              ...(example === undefined ? {} : { example }),
            },
          },
        };
  const success = {
    description: answer === undefined ? 'Done. The body is empty.' : 'Done.',
    headers: headersOf200,
    ...content,
  };
  const others = failures
    .filter(({ of }) => of?.(operation) ?? true)
    .map(({ status, name }): [string, Json] => [String(status), { $ref: `#/components/responses/${name}` }]);
  return { 200: success, ...Object.fromEntries(others) };
}
