import { exitCodes } from './exit.ts';

/** Why a command ended before it was done: somebody stopped it. */
export class StoppedError extends Error {}

/**
 * A signal that ends when the program is told to stop: by Ctrl-C or by SIGTERM. The second time the program ends at
 * once.
 */
export function stopSignal(note: (text: string) => void): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.stopped);
    note('Stopping. Once more ends at once.');
    controller.abort(new StoppedError());
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, stop);
  return controller.signal;
}
