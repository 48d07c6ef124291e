import { wait } from '../../reference/engine/clock.ts';
import { failureAnswer } from '../../reference/serve/failure.ts';
import type { BodyFault, Carried, Loss } from '../../reference/serve/serve-call.ts';

interface Failure {
  readonly status: number;
  readonly code?: number;
  readonly message: string;
}

/** An answer of JSON, its length told as servers tell it; without a text, an empty one. */
function respond(
  status: number,
  text: string | undefined,
  headers: Readonly<Record<string, string>>,
): Response {
  if (text === undefined)
    return new Response(null, { status, headers: { ...headers, 'content-length': '0' } });
  const bytes = new TextEncoder().encode(text);
  return new Response(bytes, {
    status,
    headers: { ...ofJson(bytes), ...headers },
  });
}

const ofJson = ({ byteLength }: Uint8Array): Record<string, string> => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(byteLength),
});

export function fail({ status, ...body }: Failure, headers: Readonly<Record<string, string>> = {}): Response {
  return respond(status, JSON.stringify(body), headers);
}

/** A connection that ended, as fetch tells it. A server that sees this ends its own connection the same way. */
export function lostConnection(loss: Loss): TypeError {
  const text = loss === 'ECONNRESET' ? 'read ECONNRESET' : 'other side closed';
  return new TypeError('fetch failed', { cause: Object.assign(new Error(text), { code: loss }) });
}

/** The system's code of what `lostConnection` made. */
export function lossOf(error: unknown): Loss | undefined {
  if (!(error instanceof TypeError) || typeof error.cause !== 'object' || error.cause === null)
    return undefined;
  const code = 'code' in error.cause ? error.cause.code : undefined;
  return code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' ? code : undefined;
}

/** Lets what was sent arrive, before the connection ends under it. */
const timeToArrive = 10;

/** A body of which half arrives at once, and the rest late or never. */
function faultyBody(
  bytes: Uint8Array<ArrayBuffer>,
  faults: readonly BodyFault[],
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const half = Math.ceil(bytes.byteLength / 2);
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes.slice(0, half));
      for (const fault of faults) {
        // Whoever reads it is the one to end it.
        if ('hang' in fault) return;
        if (!(await wait('latency' in fault ? fault.latency : timeToArrive, signal))) return;
        if ('loss' in fault) return controller.error(lostConnection(fault.loss));
      }
      controller.enqueue(bytes.slice(half));
      controller.close();
    },
  });
}

/** What was carried out as an answer. Rejects where no answer comes. */
export function toResponse(carried: Carried, signal: AbortSignal): Response {
  if (carried.kind === 'lost') throw lostConnection(carried.loss);
  if (carried.kind === 'silence') throw signal.reason;
  if (carried.kind === 'status') {
    const { status, headers, text } = failureAnswer(carried.failure, carried.requestId);
    return new Response(text, { status, headers });
  }
  const { answer, body } = carried;
  const headers = { 'x-vtex-operation-id': answer.requestId };
  const { status, ...said } = answer.ok ? { status: 200 } : answer.refusal;
  const content = answer.ok ? answer.output : said;
  const text = content === undefined ? undefined : JSON.stringify(content);
  if (body.length === 0) return respond(status, text, headers);
  // Something has to come, for the headers to arrive: white space, where there is no body.
  const bytes = new TextEncoder().encode(text ?? '  ');
  return new Response(faultyBody(bytes, body, signal), { status, headers: { ...ofJson(bytes), ...headers } });
}
