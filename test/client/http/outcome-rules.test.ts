import { describe, expect, test } from 'vitest';
import type { RetryClass } from '../../../src/api/operation.ts';
import {
  type AttemptEvent,
  type BodyShape,
  type CallState,
  decide,
  type Effect,
  effectOf,
  type FindingKind,
  mayPass,
  type Step,
  toldAlone,
} from '../../../src/client/http/outcome.ts';

// What docs/outcomes.md promises, written down by hand: that table is made from the function that is tested here.

type Answer = Extract<AttemptEvent, { kind: 'answer' }>;

const answer = (status: number, given: Partial<Answer> = {}): AttemptEvent => ({
  kind: 'answer',
  status,
  body: 'api-error',
  gateway: false,
  fits: false,
  ...given,
});

const lost: AttemptEvent = { kind: 'lost' };
const late: AttemptEvent = { kind: 'late' };
const tooLarge: AttemptEvent = { kind: 'too-large' };
const noConnection: AttemptEvent = { kind: 'not-sent', mayPass: true };
const unsendable: AttemptEvent = { kind: 'not-sent', mayPass: false };
const unfit = answer(200, { body: 'json' });

const first: CallState = {
  retry: 'once',
  repeatable: false,
  recoverable: true,
  attempts: 1,
  retries: 2,
  ambiguous: false,
  underWay: false,
  last: lost,
  left: 100_000,
  longestPause: 20_000,
  chance: 1,
};

/** A step as one word or three: what is done, or what is told and whether the call may be made again. */
function said(step: Step): string {
  if (step.do !== 'fail') return step.do;
  return step.retryable ? `${step.outcome}, again` : step.outcome;
}

const statuses = Array.from({ length: 400 }, (_, at) => 200 + at);
const bodies: readonly BodyShape[] = ['empty', 'api-error', 'json', 'other', 'cut-off'];
const classes: readonly RetryClass[] = ['read', 'idempotent', 'once'];

const allOf = (text: string): [string, string, string] => [text, text, text];

/** The statuses for which it is so. */
const where = (holds: (status: number) => boolean): readonly number[] => statuses.filter(holds);

describe('what one attempt did', () => {
  const refusals = [400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 501];

  test.each<[string, Partial<Answer>, Effect, readonly number[]]>([
    ['refused', {}, 'nothing', refusals],
    ['refused, with Retry-After', { retryAfter: 0 }, 'nothing', [...refusals, 503]],
    ['ended', {}, 'ended', [500, 503]],
    ['ended, with Retry-After', { retryAfter: 0 }, 'ended', [500]],
    ['done', { fits: true }, 'done', [200, 201, 204]],
    ['done, by an answer to something else', {}, 'done', []],
  ])('is, by the whole words of the API alone: %s', (_, given, effect, expected) => {
    expect(where((status) => effectOf(answer(status, given)) === effect)).toEqual(
      expected.toSorted((a, b) => a - b),
    );
  });

  test('is not known by a status alone, or when something in between made the answer', () => {
    for (const retryAfter of [undefined, 1000])
      for (const gateway of [false, true])
        for (const body of bodies.filter((shape) => gateway || shape !== 'api-error'))
          expect(
            where((status) => effectOf(answer(status, { body, gateway, retryAfter })) !== 'under-way'),
          ).toEqual([]);
  });

  test('is nothing where it was not sent, and not known where no whole answer came', () => {
    expect([noConnection, unsendable].map(effectOf)).toEqual(['nothing', 'nothing']);
    expect([lost, late, tooLarge].map(effectOf)).toEqual(['under-way', 'under-way', 'under-way']);
  });
});

describe('a failure may pass', () => {
  test('where the server says so, or fails in a way that is not permanent', () => {
    const passing = where((status) => status >= 500 && ![501, 505, 510, 511].includes(status));
    for (const body of bodies)
      expect(
        where((status) => status >= 300 && mayPass(answer(status, { body, gateway: body === 'other' }))),
      ).toEqual([408, 425, 429, ...passing]);
  });

  test('where the connection failed, but not where the answer is too long or nothing can be sent', () => {
    const ends = [lost, late, tooLarge, noConnection, unsendable];
    expect(ends.filter(mayPass)).toEqual([lost, late, noConnection]);
  });

  test('where a success was cut off, but not where it is the answer to something else', () => {
    const successes = [200, 201, 204];
    for (const body of bodies)
      expect(successes.filter((status) => mayPass(answer(status, { body })))).toEqual(
        body === 'cut-off' ? successes : [],
      );
  });
});

describe('an attempt by itself tells', () => {
  test.each<[string, AttemptEvent, read: string, idempotent: string, once: string]>([
    ['a refusal', answer(409), ...allOf('refused')],
    ['a refusal that passes', answer(429), ...allOf('refused, again')],
    ['no connection', noConnection, ...allOf('not-sent, again')],
    ['what cannot be sent', unsendable, ...allOf('not-sent')],
    ['a lost connection', lost, 'unknown, again', 'unknown, again', 'unknown'],
    ['a page', answer(404, { body: 'other' }), 'unknown', 'unknown', 'unknown'],
  ])('of %s', (_, event, ...expected) => {
    expect(classes.map((retry) => said(toldAlone(retry, event)))).toEqual(expected);
  });
});

describe('the next step', () => {
  const notDone = 'refused / refused';
  const gone = 'send / refused, again';
  const ambiguous = 'send / unknown, again';
  const read = 'read-back / read-back';

  test.each<[string, AttemptEvent, read: string, idempotent: string, once: string]>([
    ['no connection', noConnection, ...allOf('send / not-sent, again')],
    ['what cannot be sent', unsendable, ...allOf('not-sent / not-sent')],
    ['429', answer(429), gone, gone, gone],
    ['503 with Retry-After', answer(503, { retryAfter: 1 }), gone, gone, gone],
    ['409', answer(409), notDone, notDone, notDone],
    ["the API's own 500", answer(500), ambiguous, 'send / read-back', read],
    ['a lost connection', lost, ambiguous, 'send / read-back', read],
    ['a page with 404', answer(404, { body: 'other' }), 'unknown / unknown', read, read],
    ['a success that is not the answer', unfit, 'unknown / unknown', read, read],
    ['the answer', answer(200, { fits: true }), ...allOf('answer / answer')],
  ])('after %s, at the first attempt and at the last', (_, event, ...expected) => {
    const steps = classes.map((retry) =>
      [1, 3].map((attempts) => said(decide({ ...first, retry, attempts }, event).step)).join(' / '),
    );
    expect(steps).toEqual(expected);
  });

  test.each([
    ['where the operation has nothing to read', { recoverable: false }],
    ['where no time is left', { left: 0 }],
  ])('is to tell an unknown outcome %s', (_, given) => {
    const told = (retry: RetryClass) =>
      said(decide({ ...first, ...given, retry, attempts: 3 }, answer(500)).step);
    expect(classes.map(told)).toEqual(['unknown, again', 'unknown, again', 'unknown']);
  });

  test('after a refusal is to find out about an earlier attempt that may have done it', () => {
    const steps = (given: Partial<CallState>) =>
      (['idempotent', 'once'] as const).map((retry) =>
        said(decide({ ...first, ambiguous: true, retry, ...given }, answer(409)).step),
      );
    expect(steps({})).toEqual(['read-back', 'read-back']);
    expect(steps({ recoverable: false })).toEqual(['unknown, again', 'unknown']);
  });
});

describe('the pause before sending again', () => {
  const pauseOf = (given: Partial<CallState>, event: AttemptEvent = noConnection): number | undefined => {
    const { step } = decide({ ...first, retries: 20, ...given }, event);
    return step.do === 'send' ? step.pause : undefined;
  };

  test('is drawn from a range that doubles from 250 ms on, up to the longest', () => {
    const attempts = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const longest = attempts.map((attempt) => pauseOf({ attempts: attempt }));
    expect(longest).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
    for (const chance of [0, 0.25, 0.5])
      expect(attempts.map((attempt) => pauseOf({ attempts: attempt, chance }))).toEqual(
        longest.map((pause = 0) => pause * chance),
      );
  });

  test('is as long as the API asks for, and never longer than the longest', () => {
    const asking = (retryAfter: number): AttemptEvent => answer(429, { retryAfter });
    expect(pauseOf({}, asking(100))).toBe(250);
    expect(pauseOf({ chance: 0 }, asking(100))).toBe(100);
    expect(pauseOf({}, asking(20_000))).toBe(20_000);
    expect(pauseOf({}, asking(20_001))).toBeUndefined();
  });

  test('ends before the time of the call does', () => {
    expect(pauseOf({ left: 251 })).toBe(250);
    expect(pauseOf({ left: 250 })).toBeUndefined();
  });

  test('is not taken where nothing may be sent again', () => {
    expect(pauseOf({ attempts: 3, retries: 3 })).toBe(1000);
    expect(pauseOf({ attempts: 3, retries: 2 })).toBeUndefined();
  });
});

test('reading waits a moment, and leaves most of the time to reading', () => {
  const pauseOf = (given: Partial<CallState>): number | undefined => {
    const { step } = decide({ ...first, ...given }, lost);
    return step.do === 'read-back' ? step.pause : undefined;
  };
  expect(pauseOf({})).toBe(250);
  expect(pauseOf({ longestPause: 10 })).toBe(10);
  expect(pauseOf({ left: 100 })).toBe(25);
  expect(pauseOf({ left: 1 })).toBe(0.25);
  expect(pauseOf({ left: 0 })).toBeUndefined();
});

describe('the step after reading', () => {
  const findings: readonly FindingKind[] = ['done', 'not-done', 'impossible', 'undecided'];

  /** For each finding, after a first attempt that ended so. */
  function stepsAfter(event: AttemptEvent, given: Partial<CallState>): readonly string[] {
    const asked = decide({ ...first, ...given }, event);
    expect(asked.step.do).toBe('read-back');
    return findings.map((finding) => said(decide(asked.state, { kind: 'read-back', finding }).step));
  }

  const known = 'answer-as-read';
  const conflict: Partial<CallState> = { ambiguous: true };
  const conflictUnderWay: Partial<CallState> = { ambiguous: true, underWay: true };

  test.each<[string, AttemptEvent, Partial<CallState>, ...string[]]>([
    ["the API's own 500", answer(500), {}, known, 'send', 'refused', 'unknown'],
    [
      'a 500 at the last attempt',
      answer(500),
      { attempts: 3 },
      known,
      'refused, again',
      'refused',
      'unknown',
    ],
    ['a lost connection', lost, {}, known, 'unknown', 'refused', 'unknown'],
    ['one, not to be done twice', lost, { repeatable: true }, known, 'send', 'refused', 'unknown'],
    [
      'one, not to be done twice, last',
      lost,
      { repeatable: true, attempts: 3 },
      known,
      'unknown',
      'refused',
      'unknown',
    ],
    ['a success that does not fit', unfit, {}, known, 'unknown', 'refused', 'unknown'],
    ['a refusal after a 500', answer(409), conflict, known, 'refused', 'refused', 'unknown'],
    ['a refusal after a lost one', answer(409), conflictUnderWay, known, 'unknown', 'refused', 'unknown'],
    ['what cannot be sent after a 500', unsendable, conflict, known, 'not-sent', 'not-sent', 'unknown'],
    [
      'no connection after a 500, last',
      noConnection,
      { ...conflict, attempts: 3 },
      known,
      'not-sent, again',
      'not-sent',
      'unknown',
    ],
  ])('of what must not be done twice, after %s', (_, event, given, ...expected) => {
    expect(stepsAfter(event, given)).toEqual(expected);
  });

  test.each<[string, AttemptEvent, Partial<CallState>, ...string[]]>([
    [
      'a 500 at the last attempt',
      answer(500),
      { attempts: 3 },
      known,
      'refused, again',
      'refused',
      'unknown, again',
    ],
    ['a lost one, last', lost, { attempts: 3 }, known, 'unknown, again', 'refused', 'unknown, again'],
    // A page with 404 stays what it is, however often it is asked for.
    ['a page', answer(404, { body: 'other' }), {}, known, 'unknown, again', 'refused', 'unknown, again'],
    ['a success that does not fit', unfit, {}, known, 'send', 'refused', 'unknown, again'],
    ['a refusal after a 500', answer(409), conflict, known, 'refused', 'refused', 'unknown, again'],
    [
      'a refusal after a lost one',
      answer(409),
      conflictUnderWay,
      known,
      'unknown, again',
      'refused',
      'unknown, again',
    ],
  ])('of what may be repeated, after %s', (_, event, given, ...expected) => {
    for (const repeatable of [false, true])
      expect(stepsAfter(event, { ...given, retry: 'idempotent', repeatable })).toEqual(expected);
  });
});

describe('what a call remembers', () => {
  const stateAfter = (given: Partial<CallState>, event: AttemptEvent): CallState =>
    decide({ ...first, ...given }, event).state;
  const doubts = ({ ambiguous, underWay }: CallState): readonly boolean[] => [ambiguous, underWay];

  test('is how the last attempt ended, and how often it was sent', () => {
    expect(stateAfter({}, noConnection)).toMatchObject({ last: noConnection, attempts: 2 });
    expect(stateAfter({}, answer(500))).toMatchObject({ last: answer(500), attempts: 1 });
    expect(stateAfter({ attempts: 3 }, answer(429))).toMatchObject({ last: answer(429), attempts: 3 });
  });

  test('is whether an attempt may have done it, and whether it may still do it', () => {
    for (const retry of ['idempotent', 'once'] as const) {
      expect(doubts(stateAfter({ retry }, noConnection))).toEqual([false, false]);
      expect(doubts(stateAfter({ retry }, answer(409)))).toEqual([false, false]);
      expect(doubts(stateAfter({ retry }, answer(200, { fits: true })))).toEqual([false, false]);
      expect(doubts(stateAfter({ retry }, answer(500)))).toEqual([true, false]);
      for (const event of [lost, late, tooLarge, unfit, answer(502)])
        expect(doubts(stateAfter({ retry }, event))).toEqual([true, true]);
    }
  });

  test('of a read is neither: it changes nothing', () => {
    for (const event of [answer(500), lost, late, unfit])
      expect(doubts(stateAfter({ retry: 'read' }, event))).toEqual([false, false]);
  });

  test('of an earlier attempt stays, whatever comes after', () => {
    for (const event of [noConnection, answer(409), answer(500)]) {
      expect(doubts(stateAfter({ ambiguous: true, underWay: true }, event))).toEqual([true, true]);
      expect(doubts(stateAfter({ ambiguous: true }, event))).toEqual([true, false]);
    }
  });

  test('is gone where reading shows that nothing was done and nothing can come', () => {
    const read = (given: Partial<CallState>, finding: FindingKind): CallState =>
      decide({ ...first, last: answer(500), ambiguous: true, ...given }, { kind: 'read-back', finding })
        .state;
    expect(read({}, 'not-done')).toMatchObject({ ambiguous: false, attempts: 2 });
    expect(read({}, 'undecided')).toMatchObject({ ambiguous: true, attempts: 1 });
    const underWay = { underWay: true, repeatable: true, last: lost };
    expect(read(underWay, 'not-done')).toMatchObject({ ambiguous: true, underWay: true, attempts: 2 });
    expect(read(underWay, 'undecided')).toMatchObject({ ambiguous: true, underWay: true, attempts: 1 });
  });

  test('makes a refusal after that the last word', () => {
    const { state } = decide(stateAfter({}, answer(500)), { kind: 'read-back', finding: 'not-done' });
    expect(said(decide(state, answer(409)).step)).toBe('refused');
  });
});
