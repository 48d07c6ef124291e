import { InvalidInputError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { fieldOf } from '../../values/record.ts';

/** How a caller names what an operation's path names. */
interface Terms {
  /** The parameter of the path that tells which kind it is. */
  readonly key: string;
  /** The argument. */
  readonly name: string;
  readonly expected: string;
  /** The field of the argument that the parameter is. */
  readonly field: string;
}

const kinds: readonly Terms[] = [
  { key: 'invoiceId', name: 'invoice', expected: 'an invoice, or { creditAccountId, id }', field: 'id' },
  {
    key: 'transactionId',
    name: 'transaction',
    expected: '{ creditAccountId, transactionId }',
    field: 'transactionId',
  },
  { key: 'holderId', name: 'holder', expected: '{ creditAccountId, holderId }', field: 'holderId' },
];

const account: Terms = {
  key: 'creditAccountId',
  name: 'creditAccountId',
  expected: 'the id of an account as a string, such as account.id',
  field: 'creditAccountId',
};

/** What is wrong with an input, in the caller's terms: a wrong reference is one fault, however many parameters it has. */
export function inCallersTerms(error: unknown, path: string, input: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const terms = kinds.find(({ key }) => path.includes(`{${key}}`)) ?? account;
  const given = fieldOf(input, 'path');
  const keys = [account.key, terms.key];
  const isNone = keys.some(
    (key) => error.issues.some((issue) => issue.path === key) && typeof fieldOf(given, key) !== 'string',
  );
  const rest = error.issues.filter((issue) => !keys.includes(issue.path));
  const issues: Issue[] = isNone
    ? [{ path: terms.name, expected: terms.expected }, ...rest]
    : error.issues.map((issue) => (issue.path === terms.key ? { ...issue, path: terms.field } : issue));
  return new InvalidInputError(issues, { operation: error.operation, path: error.path });
}
