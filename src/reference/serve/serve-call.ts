import { type OperationId, operationsById } from '../../api/table.ts';
import { wait } from '../../values/wait.ts';
import type { FaultMoment, FaultStatus } from '../control/fault-types.ts';
import { momentText } from '../control/faults.ts';
import { type Note, redactedCopy } from '../control/journal.ts';
import type { ReferenceParts } from '../control/reference-parts.ts';
import type { Caller } from '../engine/callers.ts';
import type { Answer, ParsedCall } from '../engine/engine.ts';
import type { Given } from '../engine/entry.ts';

/** A request that reached an operation. */
export interface ServedCall<Output> {
  readonly id: OperationId;
  readonly caller: Caller | undefined;
  /** What must not get into the journal. */
  readonly secrets: readonly string[];
  readonly given: Given<Output>;
  readonly signal: AbortSignal | undefined;
  /** How many milliseconds the caller would wait, where no time need pass for that; else its signal ends the call. */
  readonly patience?: number | undefined;
  /** Whether no real time passes: what is late by less than the caller would wait comes at once. */
  readonly timeless?: boolean | undefined;
  /** Kept alive while the call hangs. */
  readonly holds?: unknown;
}

/** How the connection ends, in the system's own code. */
export type Loss = 'ECONNRESET' | 'UND_ERR_SOCKET';

/** What comes of the body of an answer that arrives otherwise. */
export type BodyFault = { readonly loss: Loss } | { readonly hang: true } | { readonly latency: number };

/** What a caller gets. */
export type Served<Output> =
  | { readonly kind: 'answer'; readonly answer: Answer<Output>; readonly body: readonly BodyFault[] }
  | { readonly kind: 'status'; readonly failure: FaultStatus; readonly requestId: string }
  | { readonly kind: 'lost'; readonly loss: Loss }
  /** Nothing comes any more; the caller gave up, or never will. */
  | { readonly kind: 'silence' };

/** How long a caller waits, and who ends it. */
type Waiting = Pick<ServedCall<unknown>, 'signal' | 'patience' | 'timeless' | 'holds'>;

const lossOf = (effect: FaultMoment['effect']): Loss =>
  effect === 'reset' ? 'ECONNRESET' : 'UND_ERR_SOCKET';

const hanging = new Set<unknown>();

/** Waits until the caller gives up; for ever, when nobody can. */
export function silence({ signal, patience, holds }: Waiting): Promise<void> {
  return new Promise((resolve) => {
    if (patience !== undefined) return resolve();
    // Held here, since a request that is collected is never ended by its signal.
    hanging.add(holds);
    const end = (): void => {
      hanging.delete(holds);
      resolve();
    };
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}

/** Lets time pass; `false` when the caller does not wait that long. */
export async function delay(milliseconds: number, call: Waiting): Promise<boolean> {
  const { patience = Number.POSITIVE_INFINITY, signal, timeless } = call;
  return milliseconds < patience && (timeless === true || wait(milliseconds, signal));
}

/** What a fault before or after the work makes of the call; nothing when things go on. */
async function struck(
  moment: FaultMoment | undefined,
  phase: FaultMoment['phase'],
  call: Waiting,
  requestId: string,
): Promise<Served<never> | undefined> {
  if (moment?.phase !== phase) return undefined;
  const { effect } = moment;
  if (effect === 'hang') {
    await silence(call);
    return { kind: 'silence' };
  }
  if (typeof effect === 'string') return { kind: 'lost', loss: lossOf(effect) };
  if ('status' in effect) return { kind: 'status', failure: effect, requestId };
  return (await delay(effect.latency, call)) ? undefined : { kind: 'silence' };
}

function bodyFault(moment: FaultMoment | undefined): BodyFault[] {
  if (moment?.phase !== 'body') return [];
  const { effect } = moment;
  if (effect === 'hang') return [{ hang: true }];
  if (typeof effect === 'object') return 'latency' in effect ? [{ latency: effect.latency }] : [];
  return [{ loss: lossOf(effect) }];
}

function statusOf(served: Served<unknown>): number | undefined {
  if (served.kind === 'status') return served.failure.status;
  if (served.kind !== 'answer') return undefined;
  return served.answer.ok ? 200 : served.answer.refusal.status;
}

/** What becomes of a call that finds another store than the one it came to: nothing, and nobody answers. */
const overtaken: Served<never> = { kind: 'lost', loss: 'UND_ERR_SOCKET' };

/** At once where nothing is to be waited for, as nearly always: a promise costs more than the rest of a call. */
type Soon<Value> = Value | Promise<Value>;

function serve<Output>(
  { engine, faults, quirks }: ReferenceParts,
  call: ServedCall<Output>,
  note: Note,
): Soon<Served<Output>> {
  const { store } = engine;
  const { id, given } = call;
  const { requestId } = note;
  const admission = engine.admit(id, call.caller);
  if (admission.refusal !== undefined)
    return { kind: 'answer', answer: { ok: false, requestId, refusal: admission.refusal }, body: [] };
  const { caller } = admission;
  const asked = engine.parse(given.understand);
  note.input = redactedCopy(asked.input, call.secrets);
  const instead = (input: unknown): ParsedCall<Output> => engine.parse(() => given.instead(input));
  const view = {
    again: (input: unknown): unknown => engine.output(instead(input), caller),
    isDependent: (email: string): boolean => store.ofDependent(email) !== undefined,
  };
  const quirked = asked.input === undefined ? undefined : quirks.on(id, asked.input, view);
  const { latency, failure = quirked?.strike } = faults.take(id) ?? {};
  const moments = [latency, failure].filter((moment) => moment !== undefined);
  const run = (): Answer<Output> => {
    const meant = quirked === undefined || quirked.input === asked.input ? asked : instead(quirked.input);
    const answer = engine.run(meant, caller, requestId, (output) =>
      quirked === undefined ? output : given.shown(quirked.output(output)),
    );
    note.done = answer.ok;
    return answer;
  };
  if (moments.length === 0) return { kind: 'answer', answer: run(), body: [] };
  note.fault = moments.map(momentText).join(', ');
  return amidst(moments, call, requestId, () => engine.store === store, run);
}

/** Runs a call that faults strike, unless one of them ends it before. */
async function amidst<Output>(
  moments: readonly FaultMoment[],
  call: ServedCall<Output>,
  requestId: string,
  isCurrent: () => boolean,
  run: () => Answer<Output>,
): Promise<Served<Output>> {
  for (const moment of moments) {
    const ended = await struck(moment, 'before', call, requestId);
    if (ended !== undefined) return ended;
    if (!isCurrent()) return overtaken;
  }
  const answer = run();
  for (const moment of moments) {
    const ended = await struck(moment, 'after', call, requestId);
    if (ended !== undefined) return ended;
    if (!isCurrent()) return overtaken;
  }
  return { kind: 'answer', answer, body: moments.flatMap(bodyFault) };
}

/**
 * Serves a call: authorised, understood, struck by the faults that fit it, run and committed in one synchronous step,
 * and noted in the journal. Without a fault it never waits for anything. One that waits while the store is replaced, by
 * `reset` or `restore`, is lost: it was never meant for the new one.
 */
export function serveCall<Output>(parts: ReferenceParts, call: ServedCall<Output>): Soon<Served<Output>> {
  const { method, path } = operationsById[call.id];
  const requestId = parts.engine.ids.requestId();
  const note = parts.journal.begin({
    operation: call.id,
    method,
    path,
    caller: call.caller?.name,
    requestId,
  });
  const ended = (served: Served<Output>): Served<Output> => {
    note.status = statusOf(served);
    return served;
  };
  const served = serve(parts, call, note);
  return 'then' in served ? served.then(ended) : ended(served);
}
