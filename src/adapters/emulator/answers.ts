import { failureAnswer } from '../../reference/serve/failure.ts';
import type { BodyFault, Loss, Served } from '../../reference/serve/serve-call.ts';
import { wait } from '../../values/wait.ts';
import type { HttpAnswer } from './http.ts';

interface Failure {
  readonly status: number;
  readonly code?: number;
  readonly message: string;
}

const jsonType = 'application/json; charset=utf-8';

/** An answer of JSON; without a text, an empty one. */
function respond(status: number, body: string | undefined, headers: Record<string, string>): HttpAnswer {
  if (body === undefined) headers['content-length'] = '0';
  else headers['content-type'] = jsonType;
  return { status, headers, body };
}

export function fail({ status, ...body }: Failure, headers: Record<string, string> = {}): HttpAnswer {
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
  signal: AbortSignal | undefined,
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

/** What became of a call as an answer. Rejects where no answer comes. */
export function answerOf(served: Served<unknown>, signal: () => AbortSignal | undefined): HttpAnswer {
  if (served.kind === 'lost') throw lostConnection(served.loss);
  if (served.kind === 'silence') throw signal()?.reason;
  if (served.kind === 'status') {
    const { status, headers, text } = failureAnswer(served.failure, served.requestId);
    return { status, headers: Object.fromEntries(headers), body: text };
  }
  const { answer, body } = served;
  const headers = { 'x-vtex-operation-id': answer.requestId };
  const { status, ...said } = answer.ok ? { status: 200 } : answer.refusal;
  const content = answer.ok ? answer.output : said;
  const text = content === undefined ? undefined : JSON.stringify(content);
  if (body.length === 0) return respond(status, text, headers);
  // Something has to come, for the headers to arrive: white space, where there is no body.
  const bytes = new TextEncoder().encode(text ?? '  ');
  const ofJson = { 'content-type': jsonType, 'content-length': String(bytes.byteLength) };
  return { status, headers: { ...ofJson, ...headers }, body: faultyBody(bytes, body, signal()) };
}
