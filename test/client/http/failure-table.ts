import { expect } from 'vitest';
import { type CustomerCredit, CustomerCreditError } from 'vtex-customer-credit';
import type { Emulator } from 'vtex-customer-credit/emulator';
import type { FaultMoment } from 'vtex-customer-credit/memory';
import type { OperationId } from '../../../src/api/table.ts';
import { table } from './calls.ts';
import { countedCallOf, world } from './world.ts';

export interface Failure {
  readonly name: string;
  readonly moment?: FaultMoment;
  /** What becomes of the request before it reaches the store. */
  readonly refused?: boolean;
}

const html = '<html><title>Bad gateway</title></html>';
const elsewhere = { location: 'https://elsewhere.example/api/creditcontrol/storeconfig' };

export const failures: readonly Failure[] = [
  { name: '429', moment: { phase: 'before', effect: { status: 429 } } },
  { name: '429, Retry-After', moment: { phase: 'before', effect: { status: 429, retryAfter: 0 } } },
  { name: '429, Retry-After too long', moment: { phase: 'before', effect: { status: 429, retryAfter: 60 } } },
  { name: '500, not done', moment: { phase: 'before', effect: { status: 500 } } },
  { name: '500, done', moment: { phase: 'after', effect: { status: 500 } } },
  { name: '503', moment: { phase: 'before', effect: { status: 503 } } },
  { name: '503, Retry-After', moment: { phase: 'before', effect: { status: 503, retryAfter: 0 } } },
  { name: 'no connection', refused: true },
  { name: 'reset, not done', moment: { phase: 'before', effect: 'reset' } },
  { name: 'reset, done', moment: { phase: 'after', effect: 'reset' } },
  { name: 'silence, not done', moment: { phase: 'before', effect: 'hang' } },
  { name: 'silence, done', moment: { phase: 'after', effect: 'hang' } },
  { name: 'stalled body', moment: { phase: 'body', effect: 'hang' } },
  { name: 'truncated body', moment: { phase: 'body', effect: 'truncate' } },
  { name: 'HTML', moment: { phase: 'before', effect: { status: 502, body: html } } },
  { name: 'empty body', moment: { phase: 'after', effect: { status: 504, body: '' } } },
  { name: 'redirect elsewhere', moment: { phase: 'before', effect: { status: 307, headers: elsewhere } } },
];

export interface Told {
  /** The requests in order: the operation's own as `*`, what was read as its name, lost ones as `-`. */
  readonly requests: string;
  readonly result: string;
  readonly times: number;
}

/** A client of the store. `lost` says of each request, which it counts, whether no connection is made for it. */
export type Connect = (emulator: Emulator, lost: () => boolean) => CustomerCredit;

/** Makes the call of an operation while a failure happens once or always, and says what was seen of it. */
export async function run(
  id: OperationId,
  failure: Failure,
  times: number | 'always',
  connect: Connect,
): Promise<Told> {
  const emulator: Emulator = await world();
  const { call, times: count } = countedCallOf(id);
  emulator.control.journal.clear();
  if (failure.moment !== undefined) emulator.control.faults.add({ operation: id, times, ...failure.moment });
  let left = failure.refused === true ? times : 0;
  let requests = 0;
  const client = connect(emulator, () => {
    requests += 1;
    if (left !== 'always' && left === 0) return false;
    if (left !== 'always') left -= 1;
    return true;
  });
  const result = await call(client, emulator).then(
    () => 'success',
    (error: unknown) => {
      if (!(error instanceof CustomerCreditError)) throw error;
      expect(error).toMatchObject({ operation: id, path: table[id].path });
      expect(error.attempts).toBeGreaterThanOrEqual(1);
      return `${error.name} ${error.outcome}${error.retryable ? ' retryable' : ''}`;
    },
  );
  const journal = emulator.control.journal
    .calls()
    .map(({ operation }) => (operation === id ? '*' : `${operation}`));
  const lost = Array.from({ length: requests - journal.length }, () => '-');
  return { requests: [...lost, ...journal].join(' '), result, times: count(emulator) };
}

/** The line of the table. What only reads has the same lines, whatever it reads. */
export function lineOf(
  id: OperationId,
  { name }: Failure,
  times: number | 'always',
  { requests, result, times: done }: Told,
): string {
  const how = times === 1 ? 'once  ' : 'always';
  const reads = table[id].retry === 'read';
  const end = reads ? '' : `, done ${done}`;
  return `${(reads ? 'every read' : id).padEnd(36)}${name.padEnd(26)}${how}  ${requests.padEnd(26)}${result}${end}`;
}
