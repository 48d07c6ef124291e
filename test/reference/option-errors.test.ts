import { describe, expect, it } from 'vitest';
import { createInMemoryCustomerCredit, type InMemoryOptions } from 'vtex-customer-credit/memory';

/** What the types forbid, as callers without types give it. */
const untyped = <Value>(json: string): Value => JSON.parse(json);

const issuesOf = (options: string): unknown => {
  try {
    createInMemoryCustomerCredit(untyped<InMemoryOptions>(options));
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('options of the reference that cannot be used', () => {
  it.each([
    ['{"journalsize":1}', 'journalsize', 'no such option; did you mean journalSize?'],
    ['{"quirks":["closing-hangs"]}', 'quirks[0]', /^no such quirk; did you mean closing-fails\?$/],
    ['{"quirks":[7]}', 'quirks[0]', /^names out of opening-refused/],
    ['{"quirks":"closing-fails"}', 'quirks', /^a list of names/],
    ['{"idSeed":{}}', 'idSeed', 'a text or a number'],
    ['{"onWarning":1}', 'onWarning', 'a function'],
    ['{"seed":{"invoice":[]}}', 'seed.invoice', 'no such field; did you mean invoices?'],
    [
      '{"seed":{"accounts":[{"id":"a","email":"a@b.example","creditLimit":1,"creditlimit":2}]}}',
      'seed.accounts[0].creditlimit',
      'no such field; did you mean creditLimit?',
    ],
  ])('%s: %s, %s', (options, path, expected) => {
    expect(issuesOf(options)).toMatchObject({
      code: 'invalid_configuration',
      issues: [{ path, expected: expect.stringMatching(expected) }],
    });
  });

  it('are all named at once', () => {
    const options =
      '{"now":"soon","seed":{"accounts":[{}]},"quirks":["x"],"dueDays":[],"faults":[{}],"journalSize":-1,"sed":{}}';
    const error = issuesOf(options);
    const issues: ReadonlyArray<{ path: string }> =
      error instanceof Error && 'issues' in error ? untyped(JSON.stringify(error.issues)) : [];
    const roots = new Set(issues.map(({ path }) => path.replace(/[.[].*/, '')));
    expect([...roots].toSorted()).toEqual([
      'dueDays',
      'faults',
      'journalSize',
      'now',
      'quirks',
      'sed',
      'seed',
    ]);
  });
});

describe('journal.calls', () => {
  it('refuses an operation that there is not, with the one that was meant', () => {
    const { control } = createInMemoryCustomerCredit();
    expect(() =>
      Reflect.apply(control.journal.calls, control.journal, [untyped('"invoices.markaspaid"')]),
    ).toThrow(/operation: expected no such operation; did you mean invoices\.markAsPaid\?/);
    expect(() => Reflect.apply(control.journal.calls, control.journal, [untyped('"unknown"')])).toThrow(
      /an operation such as/,
    );
    expect(control.journal.calls('invoices.markAsPaid')).toEqual([]);
  });
});
