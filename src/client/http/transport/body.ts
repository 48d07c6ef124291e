/** What is needed of a `Response`, whoever made it: React Native's has no `body`, node-fetch's is a stream of Node. */
export interface ResponseLike {
  readonly status: number;
  readonly type?: string;
  readonly headers: { get(name: string): string | null };
  readonly body?: unknown;
  text(): Promise<string>;
}

interface Content {
  readonly text: string;
  readonly whole: boolean;
}

const isWebStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  typeof body === 'object' && body !== null && 'getReader' in body && typeof body.getReader === 'function';

const isIterable = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Takes pieces until the limit is passed. */
class Collector {
  readonly #decoder = new TextDecoder();
  readonly #limit: number;
  #bytes = 0;
  #text = '';

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** `false` when the limit is passed. */
  add(piece: Uint8Array): boolean {
    this.#bytes += piece.byteLength;
    this.#text += this.#decoder.decode(piece, { stream: true });
    return this.#bytes <= this.#limit;
  }

  end(whole: boolean): Content {
    return { text: whole ? this.#text + this.#decoder.decode() : this.#text, whole };
  }
}

async function readWebStream(body: ReadableStream<Uint8Array>, limit: number): Promise<Content> {
  const reader = body.getReader();
  const collector = new Collector(limit);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return collector.end(true);
    if (!collector.add(value)) {
      reader.cancel().catch(() => undefined);
      return collector.end(false);
    }
  }
}

export async function readIterable(body: AsyncIterable<Uint8Array>, limit: number): Promise<Content> {
  const collector = new Collector(limit);
  // Leaving the loop ends the stream.
  for await (const piece of body) if (!collector.add(piece)) return collector.end(false);
  return collector.end(true);
}

/** Whether the length is told, and is that of what is read. */
function isShort({ headers }: ResponseLike, limit: number): boolean {
  const length = headers.get('content-length');
  return length !== null && Number(length) <= limit && headers.get('content-encoding') === null;
}

/** Reads a body as text, no more than about `limit` bytes where the runtime lets one stop. */
export async function readBody(response: ResponseLike, limit: number): Promise<Content> {
  const { body } = response;
  if (body !== null && body !== undefined && !isShort(response, limit) && typeof TextDecoder === 'function') {
    if (isWebStream(body)) return readWebStream(body, limit);
    if (isIterable(body)) return readIterable(body, limit);
  }
  const text = await response.text();
  return text.length > limit ? { text: text.slice(0, limit), whole: false } : { text, whole: true };
}

/** Gives a body up. */
export function discardBody({ body }: ResponseLike): void {
  if (isWebStream(body)) body.cancel().catch(() => undefined);
}
