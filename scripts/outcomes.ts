/**
 * Writes `docs/outcomes.md`, the table of what is sent again, read back and told, from the function that decides it and
 * from the definitions of the operations: `npm run outcomes`, or with `--check` says whether it is up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { RetryClass } from '../src/api/operation.ts';
import { operationIds, operationsById } from '../src/api/table.ts';
import {
  type AttemptEvent,
  type BodyShape,
  type CallState,
  decide,
  effectOf,
  type FindingKind,
  type Step,
} from '../src/client/http/outcome.ts';
import { proofsOfOperations } from './outcomes/proofs.ts';

const file = 'docs/outcomes.md';

const answer = (
  status: number,
  body: BodyShape,
  {
    fits = false,
    gateway = false,
    retryAfter,
  }: { fits?: boolean; gateway?: boolean; retryAfter?: number } = {},
): AttemptEvent => ({ kind: 'answer', status, body, gateway, fits, retryAfter });

const effects = {
  done: 'done',
  nothing: 'nothing was done',
  ended: 'may have done it, and is over',
  'under-way': 'may have done it, or may still do it',
} as const;

/** Numbers as ranges: `400, 401, 403–405`. */
function ranges(numbers: readonly number[]): string {
  const parts: Array<[number, number]> = [];
  for (const number of numbers) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** Answers that are no success, by what they say in the API's own words, without and with `Retry-After`. */
function failureRows(): string[] {
  const groups = new Map<string, number[]>();
  for (let status = 300; status < 600; status += 1) {
    const plain = effects[effectOf(answer(status, 'api-error'))];
    const asked = effects[effectOf(answer(status, 'api-error', { retryAfter: 1000 }))];
    const key = plain === asked ? plain : `${plain}; with \`Retry-After\` ${asked}`;
    groups.set(key, [...(groups.get(key) ?? []), status]);
  }
  return [...groups].map(
    ([effect, statuses]) => `| ${ranges(statuses)} | the API's own, whole | ${effect} |`,
  );
}

const others: ReadonlyArray<readonly [string, string, AttemptEvent]> = [
  ['200, 201, 204', 'the answer to this request', answer(200, 'json', { fits: true })],
  ['200, 201, 204', 'any other, an error or a page among them', answer(200, 'json')],
  [
    '200, 201, 204',
    'marked by a header as a failure, or as made by a gateway that failed',
    answer(200, 'empty'),
  ],
  ['200, 201, 204', 'cut off', answer(200, 'cut-off')],
  ['other 2xx, such as 202', 'any', answer(202, 'empty')],
  ['300 to 599', 'empty, other JSON, text, a page, or cut off', answer(404, 'other')],
  ['300 to 599', 'marked by a header as made by a gateway', answer(404, 'api-error', { gateway: true })],
  [
    'none',
    'no connection could be made, or the request could not be sent',
    { kind: 'not-sent', mayPass: true },
  ],
  ['none', 'the connection was lost', { kind: 'lost' }],
  ['none', 'the time limit passed', { kind: 'late' }],
  ['200, 201, 204', 'longer than `maxResponseBytes`', { kind: 'too-large' }],
];

const start: CallState = {
  retry: 'once',
  repeatable: false,
  recoverable: true,
  attempts: 1,
  retries: 2,
  ambiguous: false,
  underWay: false,
  last: { kind: 'lost' },
  left: 100_000,
  longestPause: 20_000,
  chance: 0,
};

function said(step: Step): string {
  if (step.do === 'send') return 'send again';
  if (step.do === 'read-back') return 'read what became of it';
  if (step.do === 'answer') return 'the answer';
  if (step.do === 'answer-as-read') return 'success, as read';
  const again = step.retryable ? ', may be made again' : '';
  return `error: \`${step.outcome}\`${again}`;
}

const ends: ReadonlyArray<readonly [string, AttemptEvent]> = [
  ['nothing was done, and may pass (429, no connection)', answer(429, 'api-error')],
  ['nothing was done, and does not pass (409)', answer(409, 'api-error')],
  ["ended (the API's own 500)", answer(500, 'api-error')],
  ['may still do it, and may pass (lost, 502)', { kind: 'lost' }],
  ['may still do it, and does not pass (a page with 404)', answer(404, 'other')],
  ['a success that is not the answer to this request', answer(200, 'json')],
];

const classes: readonly RetryClass[] = ['read', 'idempotent', 'once'];

function stepRows(): string[] {
  return ends.map(([name, event]) => {
    const cells = classes.flatMap((retry) => {
      const first = said(decide({ ...start, retry }, event).step);
      const last = said(decide({ ...start, retry, attempts: 3 }, event).step);
      return [first === last ? first : `${first}; at the last attempt: ${last}`];
    });
    return `| ${name} | ${cells.join(' | ')} |`;
  });
}

const findings: ReadonlyArray<readonly [FindingKind, string]> = [
  ['done', 'it was done'],
  ['not-done', 'it was not done by now'],
  ['impossible', 'it was not done, and can no longer be'],
  ['undecided', 'nothing is proved'],
];

function readBackRows(): string[] {
  const after = (event: AttemptEvent, repeatable: boolean, finding: FindingKind): string => {
    const { state, step } = decide({ ...start, repeatable }, event);
    return step.do === 'read-back' ? said(decide(state, { kind: 'read-back', finding }).step) : said(step);
  };
  return findings.map(
    ([finding, name]) =>
      `| ${name} | ${after(answer(500, 'api-error'), false, finding)} | ${after({ kind: 'lost' }, true, finding)} | ${after({ kind: 'lost' }, false, finding)} |`,
  );
}

function operationRows(): string[] {
  const proofs = proofsOfOperations();
  return operationIds.flatMap((id) => {
    const { retry, recovery } = operationsById[id];
    if (retry === 'read') return [];
    const proof = proofs.get(id);
    if (proof === undefined) throw new Error(`${id}: expected a recovery`);
    const once = recovery?.repeatable === true ? ', cannot be done twice' : '';
    return [`| \`${id}\` | ${retry}${once} | ${proof.done} | ${proof.notDone} | ${proof.undecided} |`];
  });
}

const page = `<!-- Written by scripts/outcomes.ts from the function that decides and the definitions of the operations. -->

# Outcomes: what is sent again, what is read back, what is told

Every error has an \`outcome\`: \`not-sent\`, \`refused\`, \`unknown\` or \`done\`. *Refused* and *not sent* are told only where
nothing was done. Success is told only for an answer to the request, or for what reading shows. What must not be done twice
is sent again only where the earlier attempt surely did nothing.

An **ambiguous failure** leaves open whether the API did the work: a lost connection, a time limit, an answer that is not the
API's own. The API's own words are a whole body \`{code, message}\`, \`{error: …}\` or \`{Message}\`, or \`{message}\` beside a
header \`x-vtex-operation-id\` or \`x-vtex-error-message\`, and no header that says that a gateway made the answer. Without such
a header of VTEX an error is not the API's own when fields of frameworks and gateways stand beside it (\`timestamp\`, \`path\`,
\`status\`, \`type\`, …), nor, with a status from 500, when it is a bare text or speaks of what is upstream.

That a connection could not be made is believed of the request's own address alone. Your own \`fetch\`, hook or transport, or a
dispatcher that repeats requests, may have failed after the answer, or after an answer that was lost: of a change, such an error is
believed only when your code had not begun to send it. Else the connection counts as lost.

## What one attempt did

| status | body | it |
|---|---|---|
${[...others.slice(0, 4).map(([status, body, event]) => `| ${status} | ${body} | ${effects[effectOf(event)]} |`), ...failureRows(), ...others.slice(4).map(([status, body, event]) => `| ${status} | ${body} | ${effects[effectOf(event)]} |`)].join('\n')}

## The next step

By the retry class of the operation. Each pause is drawn from a range that doubles, beginning with 250 ms, and is not shorter
than \`Retry-After\`; when that is longer than \`maxRetryDelay\` or than the time left, the call fails at once.

| the attempt | read | idempotent | once |
|---|---|---|---|
${stepRows().join('\n')}

Where an operation has nothing to read, an unknown outcome is told instead. With \`retries: 0\` nothing is sent again and nothing
is read.

## After reading

For an operation of the class *once*.

| reading shows | after the API's own 500 | after a lost connection, where it cannot be done twice | after a lost connection |
|---|---|---|---|
${readBackRows().join('\n')}

## What is read, by operation

| operation | class | proves that it was done | proves that it was not | proves nothing |
|---|---|---|---|---|
${operationRows().join('\n')}

An answer that a cache kept from earlier, as its \`Age\`, \`X-Cache\` or \`Warning\` says, proves nothing.

## What cannot be known

An idempotent change that was repeated can still arrive late for the first time, and then undo a later change of the same value:
a limit of 200 times out and is repeated, 300 is set, and the first request arrives. No answer tells this. After an unknown
outcome, or when an earlier attempt timed out, read the value before you rely on it.

Success as read says that the invoice is paid, or the account open: not that this call did it, rather than another just before.
What was opened and closed again by another caller while an answer was lost is opened once more.

When two callers postpone the same invoice by as many days at the same moment, and one of the two answers is lost, reading shows
one move of that length: it may be either's.

A \`fetch\` sends a request again by itself when the answer is a 421, as its standard demands: 421 says that the server did not
look at the request. A gateway that answers 421 after the work was done would make it twice. The client keeps Node's \`fetch\`
from that by sending a change as a stream, which is read only once. It cannot do so in browsers, nor for a \`fetch\` of your own
with two parameters, which gets its body as text: use one of one \`Request\`, or \`undiciTransport\`. A browser may also send a
change again when a connection that it had kept turns out to be closed.
`;

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== page) {
    console.error(`${file} is out of date: run \`npm run outcomes\``);
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, page);
}
