import type { WireRequest } from '../../api/operation.ts';
import { type OperationId, operationsById } from '../../api/table.ts';
import { wait } from '../../values/wait.ts';
import type { Carrier } from '../control/carrier.ts';
import type { FaultMoment, FaultStatus } from '../control/fault-types.ts';
import { momentText } from '../control/faults.ts';
import { type Note, redactedCopy } from '../control/journal.ts';
import type { Caller } from '../engine/callers.ts';
import type { Answer, Reading } from '../engine/engine.ts';

/** A request that reached an operation. */
export interface Call {
  readonly id: OperationId;
  readonly caller: Caller | undefined;
  /** What must not get into the journal. */
  readonly secrets: readonly string[];
  /** From this process, as the client's method makes it; or off the wire. */
  readonly given: { readonly input: unknown } | { readonly wire: WireRequest };
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
export type Carried =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly body: readonly BodyFault[] }
  | { readonly kind: 'status'; readonly failure: FaultStatus; readonly requestId: string }
  | { readonly kind: 'lost'; readonly loss: Loss }
  /** Nothing comes any more; the caller gave up, or never will. */
  | { readonly kind: 'silence' };

const lossOf = (effect: FaultMoment['effect']): Loss =>
  effect === 'reset' ? 'ECONNRESET' : 'UND_ERR_SOCKET';

const hanging = new Set<unknown>();

/** Waits until the caller gives up; for ever, when nobody can. */
export function silence({ signal, patience, holds }: Call): Promise<void> {
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
export async function delay(milliseconds: number, call: Call): Promise<boolean> {
  const { patience = Number.POSITIVE_INFINITY, signal, timeless } = call;
  return milliseconds < patience && (timeless === true || wait(milliseconds, signal));
}

/** What a fault before or after the work makes of the call; nothing when things go on. */
async function struck(
  moment: FaultMoment | undefined,
  phase: FaultMoment['phase'],
  call: Call,
  requestId: string,
): Promise<Carried | undefined> {
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

function statusOf(carried: Carried): number | undefined {
  if (carried.kind === 'status') return carried.failure.status;
  if (carried.kind !== 'answer') return undefined;
  return carried.answer.ok ? 200 : carried.answer.refusal.status;
}

/** What becomes of a call that finds another store than the one it came to: nothing, and nobody answers. */
const overtaken: Carried = { kind: 'lost', loss: 'UND_ERR_SOCKET' };

async function carried(carrier: Carrier, call: Call, note: Note): Promise<Carried> {
  const { engine, faults, quirks } = carrier;
  const { store } = engine;
  const { id } = call;
  const { requestId } = note;
  const admission = engine.admit(id, call.caller);
  if (admission.refusal !== undefined)
    return { kind: 'answer', answer: { ok: false, requestId, refusal: admission.refusal }, body: [] };
  const read = engine.read(id, call.given);
  note.input = redactedCopy(read.input, call.secrets);
  const reread = (input: unknown): Reading => engine.read(id, { input });
  const again = (input: unknown): unknown => engine.output(reread(input), admission.caller);
  const quirked = read.input === undefined ? undefined : quirks.on(id, read.input, again);
  const { latency, failure = quirked?.strike } = faults.take(id) ?? {};
  const moments = [latency, failure].filter((moment) => moment !== undefined);
  if (moments.length > 0) note.fault = moments.map(momentText).join(', ');
  for (const moment of moments) {
    const ended = await struck(moment, 'before', call, requestId);
    if (ended !== undefined) return ended;
    if (engine.store !== store) return overtaken;
  }
  const reading = quirked === undefined || quirked.input === read.input ? read : reread(quirked.input);
  const answer = engine.decide(reading, admission.caller, requestId, (output) => {
    const shown = quirked === undefined ? output : quirked.output(output);
    return 'wire' in call.given ? engine.toWire(id, shown) : shown;
  });
  note.done = answer.ok;
  for (const moment of moments) {
    const ended = await struck(moment, 'after', call, requestId);
    if (ended !== undefined) return ended;
    if (engine.store !== store) return overtaken;
  }
  return { kind: 'answer', answer, body: moments.flatMap(bodyFault) };
}

/**
 * Carries a call out: authorised, understood, struck by the faults that fit it, decided and committed in one
 * synchronous step, and noted in the journal. Without a fault it never waits for anything. One that waits while the
 * store is replaced, by `reset` or `restore`, is lost: it was never meant for the new one.
 */
export async function carryOut(carrier: Carrier, call: Call): Promise<Carried> {
  const { method, path } = operationsById[call.id];
  const requestId = carrier.engine.ids.requestId();
  const note = carrier.journal.begin({
    operation: call.id,
    method,
    path,
    caller: call.caller?.name,
    requestId,
  });
  const result = await carried(carrier, call, note);
  note.status = statusOf(result);
  return result;
}
