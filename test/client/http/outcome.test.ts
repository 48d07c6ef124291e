import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RetryClass } from '../../../src/api/operation.ts';
import {
  type AttemptEvent,
  type BodyShape,
  type CallState,
  decide,
  effectOf,
  type FindingKind,
  mayPass,
  type Step,
  toldAlone,
} from '../../../src/client/http/outcome.ts';

const retries: readonly RetryClass[] = ['read', 'idempotent', 'once'];
const bodies: readonly BodyShape[] = ['empty', 'api-error', 'json', 'other', 'cut-off'];
const findings: readonly FindingKind[] = ['done', 'not-done', 'impossible', 'undecided'];
const statuses = Array.from({ length: 400 }, (_, at) => 200 + at);

/** Every way in which an attempt can end. */
const events: readonly AttemptEvent[] = [
  { kind: 'not-sent', mayPass: true },
  { kind: 'not-sent', mayPass: false },
  { kind: 'lost' },
  { kind: 'late' },
  { kind: 'too-large' },
  ...statuses.flatMap((status) =>
    bodies.flatMap((body) =>
      [false, true].flatMap((gateway) =>
        [undefined, 0, 60_000].flatMap((retryAfter) =>
          (status < 300 ? [false, true] : [false]).map(
            (fits): AttemptEvent => ({ kind: 'answer', status, body, gateway, retryAfter, fits }),
          ),
        ),
      ),
    ),
  ),
];

const states: readonly CallState[] = retries.flatMap((retry) =>
  [false, true].flatMap((repeatable) =>
    [false, true].flatMap((recoverable) =>
      [1, 3].flatMap((attempts) =>
        [
          [false, false],
          [true, false],
          [true, true],
        ].flatMap(([ambiguous = false, underWay = false]) =>
          [0, 100, 100_000].map(
            (left): CallState => ({
              retry,
              repeatable,
              recoverable,
              attempts,
              retries: 2,
              ambiguous: retry !== 'read' && ambiguous,
              underWay: retry !== 'read' && underWay,
              last: { kind: 'lost' },
              left,
              longestPause: 20_000,
              chance: 0.5,
            }),
          ),
        ),
      ),
    ),
  ),
);

const telling: ReadonlySet<number> = new Set([
  200, 202, 204, 302, 400, 401, 404, 408, 409, 429, 499, 500, 501, 502, 503, 504, 524, 599,
]);

/** Every kind of end, with the statuses that differ from each other. */
const kinds = events.filter((event) => event.kind !== 'answer' || telling.has(event.status));

const none: readonly Found[] = [];

interface Found {
  readonly state: CallState;
  readonly event: AttemptEvent;
  readonly step: Step;
  readonly after: CallState;
}

/** The first step, of each state with each kind of end, that does not hold. */
function exceptions(holds: (found: Found) => boolean): readonly Found[] {
  for (const state of states)
    for (const event of kinds) {
      const { step, state: after } = decide(state, event);
      const found = { state, event, step, after };
      if (!holds(found)) return [found];
    }
  return none;
}

const isOwn = (event: AttemptEvent): boolean =>
  event.kind === 'answer' && event.body === 'api-error' && !event.gateway;

describe('what one attempt did', () => {
  test('is told by the API itself, or is not known', () => {
    const wrong = events.filter((event) => {
      const effect = effectOf(event);
      if (effect === 'nothing') return event.kind !== 'not-sent' && !isOwn(event);
      if (effect === 'ended') return !isOwn(event);
      return effect === 'done' && !(event.kind === 'answer' && event.fits);
    });
    expect(wrong).toEqual([]);
  });

  test('is not known of a status that no API uses to refuse', () => {
    for (const status of [408, 419, 425, 444, 460, 494, 499, 502, 504, 520, 524, 529, 561, 598, 599]) {
      const event: AttemptEvent = { kind: 'answer', status, body: 'api-error', gateway: false, fits: false };
      expect(effectOf(event)).toBe('under-way');
    }
  });

  test.each([202, 203, 206, 207, 226])('is not known of a %d', (status) => {
    const event: AttemptEvent = { kind: 'answer', status, body: 'empty', gateway: false, fits: true };
    expect(effectOf(event)).toBe('under-way');
  });
});

describe('the next step', () => {
  test('of what must not be done twice is never to send again after an ambiguous failure', () => {
    const found = exceptions(({ state, event, step }) => {
      const surelyNothing = effectOf(event) === 'nothing' && mayPass(event);
      return !(state.retry === 'once' && step.do === 'send') || surelyNothing;
    });
    expect(found).toEqual(none);
  });

  test('tells success only for an answer to the request', () => {
    const found = exceptions(
      ({ event, step }) =>
        (step.do === 'answer') === (effectOf(event) === 'done') && step.do !== 'answer-as-read',
    );
    expect(found).toEqual(none);
  });

  test('tells refused and not sent only where nothing was done', () => {
    const found = exceptions(({ state, event, step }) => {
      if (step.do !== 'fail' || step.outcome === 'unknown' || state.retry === 'read') return true;
      const outcome = event.kind === 'not-sent' ? 'not-sent' : 'refused';
      return effectOf(event) === 'nothing' && !state.ambiguous && step.outcome === outcome;
    });
    expect(found).toEqual(none);
  });

  test('reads what became of it before an ambiguous failure is told, where that is possible and there is time', () => {
    const found = exceptions(({ state, step, after }) => {
      if (step.do === 'read-back') return state.retry !== 'read';
      const mustRead = step.do === 'fail' && state.retry !== 'read' && after.ambiguous && state.recoverable;
      return !mustRead || state.left === 0;
    });
    expect(found).toEqual(none);
  });

  test('never sends more often than allowed, nor pauses longer than is left', () => {
    const found = exceptions(
      ({ state, step }) =>
        step.do !== 'send' ||
        (state.attempts <= state.retries && step.pause < state.left && step.pause <= state.longestPause),
    );
    expect(found).toEqual(none);
  });

  test('of what must not be done twice is never told as one to be made again after an ambiguous failure', () => {
    const found = exceptions(
      ({ state, step }) =>
        !(step.do === 'fail' && step.outcome === 'unknown' && state.retry === 'once' && step.retryable),
    );
    expect(found).toEqual(none);
  });

  test('after reading follows from what was read', () => {
    const wrong = states.flatMap((state) =>
      kinds.flatMap((last) => {
        const asked = decide(state, last);
        if (asked.step.do !== 'read-back') return [];
        const { underWay } = asked.state;
        return findings.filter((finding) => {
          const { step } = decide(asked.state, { kind: 'read-back', finding });
          if ((finding === 'done') !== (step.do === 'answer-as-read')) return true;
          if (step.do === 'send' && state.retry === 'once')
            return finding !== 'not-done' || (underWay && !state.repeatable);
          if (step.do === 'fail' && step.outcome !== 'unknown')
            return finding !== 'impossible' && (finding !== 'not-done' || underWay);
          return false;
        });
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** What becomes of one request: done before its answer, after it, or never. */
type Commit = 'early' | 'late' | 'never';

const commits = fc.constantFrom<Commit>('early', 'late', 'never');

/** Ends that an honest world can give to a request with this fate. */
function isPossible(event: AttemptEvent, commit: Commit): boolean {
  const effect = effectOf(event);
  if (effect === 'done') return commit === 'early';
  if (effect === 'nothing') return commit === 'never';
  return effect === 'ended' ? commit !== 'late' : true;
}

describe('a whole call', () => {
  const fates = fc
    .record({ event: fc.constantFrom(...events), commit: commits })
    .filter(({ event, commit }) => isPossible(event, commit));
  const plan = fc.record({
    retry: fc.constantFrom<RetryClass>('idempotent', 'once'),
    repeatable: fc.boolean(),
    recoverable: fc.boolean(),
    fates: fc.array(fates, { minLength: 4, maxLength: 4 }),
    /** Whether each reading tells the truth about now, or nothing. */
    reads: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  });

  test('is never done twice, and never told wrongly', () => {
    fc.assert(
      fc.property(plan, ({ retry, repeatable, recoverable, fates: given, reads }) => {
        let state: CallState = {
          retry,
          repeatable,
          recoverable,
          attempts: 1,
          retries: 3,
          ambiguous: false,
          underWay: false,
          last: { kind: 'lost' },
          left: 1_000_000,
          longestPause: 20_000,
          chance: 0,
        };
        let done = 0;
        let late = 0;
        let told: Step | undefined;
        let count = 0;
        // An operation that is idempotent or repeatable has the effect of once, however often it arrives.
        const commit = (): void => {
          done = retry === 'idempotent' || repeatable ? 1 : done + 1;
        };
        const send = (): AttemptEvent => {
          const fate = given[state.attempts - 1];
          if (fate === undefined) throw new Error('more was sent than allowed');
          if (fate.commit === 'early') commit();
          if (fate.commit === 'late') late += 1;
          return fate.event;
        };
        let decision = decide(state, send());
        while (told === undefined) {
          state = decision.state;
          const { step } = decision;
          if (step.do === 'send') decision = decide(state, send());
          else if (step.do === 'read-back') {
            const finding = reads[count % reads.length] ? (done > 0 ? 'done' : 'not-done') : 'undecided';
            count += 1;
            decision = decide(state, { kind: 'read-back', finding });
          } else told = step;
          expect(count).toBeLessThan(9);
        }
        const atTelling = done;
        for (; late > 0; late -= 1) commit();
        expect(done).toBeLessThanOrEqual(1);
        if (told.do === 'answer' || told.do === 'answer-as-read') expect(atTelling).toBe(1);
        else if (told.do === 'fail' && told.outcome !== 'unknown') expect(done).toBe(0);
      }),
      { numRuns: 20_000 },
    );
  });
});

test('an attempt alone tells what the call would, where it is the only one', () => {
  const wrong = states
    .filter(({ ambiguous, recoverable, retry }) => !ambiguous && !recoverable && retry !== 'read')
    .flatMap((state) =>
      kinds.filter((event) => {
        const { step } = decide({ ...state, attempts: 3 }, event);
        return step.do === 'fail' && step.outcome !== toldAlone(state.retry, event).outcome;
      }),
    );
  expect(wrong).toEqual([]);
});
