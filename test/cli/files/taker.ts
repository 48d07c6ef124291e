import { HeldError, type Lock, lock } from '../../../src/cli/files/lock.ts';

// A process that takes a lock when it is told to, and lets it go when it is told to.
let held: Lock | undefined;
process.on('message', (message: { readonly take?: string; readonly at?: number }) => {
  const act = async (): Promise<string> => {
    if (message.take === undefined) {
      await held?.release();
      held = undefined;
      return 'released';
    }
    // All of them at the same moment.
    while (Date.now() < (message.at ?? 0));
    held = await lock(message.take);
    return 'taken';
  };
  act().then(
    (said) => process.send?.(said),
    (error: unknown) => process.send?.(error instanceof HeldError ? 'held' : String(error)),
  );
});
process.send?.('ready');
