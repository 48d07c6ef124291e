import { type Mark, sources } from '../../../src/reference/behaviours/behaviour.ts';
import { absent, type Deviation, declared } from './deviation.ts';

const { api, ours } = sources;
const elsewhere = 'other APIs of VTEX';
const issues = 'VTEX known issues';

const answered = (status: number, reason: string, mark: Mark, source: string): Deviation => ({
  place: `* answer(${status})`,
  official: absent,
  here: declared,
  reason,
  mark,
  source,
});

/** What the official file leaves out of every operation: what comes when it does not work. */
export const ofFailures: readonly Deviation[] = [
  {
    place: '* answer(200)',
    official: {},
    here: { headers: 'x-vtex-operation-id' },
    reason: "A header of VTEX's answers; support asks for it.",
    mark: 'observed',
    source: elsewhere,
  },
  answered(400, 'Malformed, or out of range. Body: `{code?, message}`.', 'assumed', ours),
  answered(401, 'No credentials, or unknown ones.', 'assumed', ours),
  answered(403, 'The text of every operation says so.', 'documented', api),
  answered(404, 'Where a path has an id: it may be unknown.', 'assumed', ours),
  answered(
    409,
    'Where something is changed: a rule may forbid it. VTEX publishes code 1099 (already open), not its status.',
    'assumed',
    `${issues} 906509; the status is our choice`,
  ),
  answered(429, 'With or without Retry-After; the limits are not published.', 'observed', elsewhere),
  answered(500, 'With `{"message":"An error has occurred."}`.', 'observed', `${issues} 926563, 1093711`),
  answered(503, 'From a circuit breaker.', 'observed', elsewhere),
];
