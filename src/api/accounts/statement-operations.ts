import { isRecord } from '../../values/record.ts';
import { body, json, pathOnly } from '../codec.ts';
import { defineOperation } from '../define.ts';
import type { Facts } from '../facts.ts';
import { eachOf, withField } from '../fields.ts';
import { spelling } from '../spelling.ts';
import * as names from './names.ts';
import { balanceDecreased } from './recovery.ts';
import * as shapes from './shapes.generated.ts';
import type { DecreasedBalance, Statement, Statements } from './statement-types.ts';

const origin = spelling(names.statementOrigins);

function readStatement(given: unknown): unknown {
  const row = withField<Statement>(given, 'origin', origin.read);
  if (!isRecord(row)) return row;
  const { [names.otherDoneBy]: doneBy, ...rest } = row;
  return doneBy === undefined || 'doneBy' in rest ? row : { ...rest, doneBy };
}

/**
 * Get the statements of an account
 *
 * In order of time.
 */
export const getStatements = defineOperation({
  id: 'accounts.getStatements',
  method: 'GET',
  path: '/accounts/{creditAccountId}/statements',
  retry: 'read',
  request: pathOnly,
  response: json(shapes.statements, {
    normalize: (answer) => withField<Statements>(answer, 'statements', (rows) => eachOf(rows, readStatement)),
  }),
});

/**
 * Decrease the balance of an account
 *
 * A debit under an id of your choice.
 */
export const decreaseBalance = defineOperation({
  id: 'accounts.decreaseBalance',
  method: 'PUT',
  path: '/accounts/{creditAccountId}/statements/{statementId}',
  retry: 'idempotent',
  request: body({ shape: shapes.balanceDecrease, toWire: ({ value }) => ({ value: String(value) }) }),
  response: json(shapes.decreasedBalance, {
    // Answers come as an object or bare, with a string or a number.
    normalize: (answer) => {
      const text = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
      return typeof answer === 'object'
        ? withField<DecreasedBalance>(answer, 'value', text)
        : { value: text(answer) };
    },
  }),
  recovery: balanceDecreased,
});

/** What servers, documents and tests need to know beside. */
export const statementFacts = {
  'accounts.getStatements': {
    permission: 'Read Statements',
  },
  'accounts.decreaseBalance': {
    permission: 'Edit credits',
    sample: { body: { value: -15 } },
  },
} as const satisfies Readonly<Record<string, Facts>>;
