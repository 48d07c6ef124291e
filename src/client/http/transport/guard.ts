import type { Transport } from './transport.ts';
import { type Circumstances, noteEnd, type RequestSent } from './unsent.ts';

/** Runs what sends a request, and notes of its error what that means for the request. */
export async function noted<Answer>(
  circumstances: Circumstances,
  run: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    throw noteEnd(error, circumstances);
  }
}

/**
 * The same with code of somebody's own, which may have begun to send what it was given, or have had an answer and failed
 * in something else. `isUntouched` says whether it surely had not begun.
 */
export async function guarded<Answer>(
  request: RequestSent,
  run: () => Promise<Answer>,
  isUntouched: () => boolean = () => false,
): Promise<Answer> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
  });
  try {
    return await run();
  } catch (error) {
    throw noteEnd(error, { request, source: 'own-code', late, untouched: isUntouched() });
  } finally {
    clearTimeout(timer);
  }
}

/** The transports of this package, which note by themselves what an error means. */
const ownTransports = new WeakSet<Transport>();

export function ownTransport<Made extends Transport>(transport: Made): Made {
  ownTransports.add(transport);
  return transport;
}

/** A transport, of whose errors it is noted what they mean. */
export const notingTransport = (transport: Transport): Transport =>
  ownTransports.has(transport)
    ? transport
    : {
        send: (request) => guarded(request, async () => transport.send(request)),
      };
