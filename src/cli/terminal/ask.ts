import { createInterface } from 'node:readline/promises';
import type { ChangeOptions } from '../session.ts';
import { UsageError } from '../usage.ts';

/** Whether somebody sits there who can be asked. */
const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Throws `UsageError` where nobody can be asked and nobody said yes in advance. */
export function needYes({ yes, dryRun }: Pick<ChangeOptions, 'yes' | 'dryRun'>): void {
  if (yes || dryRun || canAsk()) return;
  throw new UsageError(
    'Nothing was changed: there is no terminal to ask at. Add --yes to make the changes, or --dry-run to see them.',
  );
}

/** Asks on the terminal; everything but a yes is a no, and so is the end of the input. */
export async function isAgreed(question: string, signal: AbortSignal): Promise<boolean> {
  // Not `terminal`: Ctrl-C is to stay the signal that stops everything else.
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  try {
    const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    const answer = await Promise.race([lines.question(`${question} [y/N] `, { signal }), ended]);
    return /^(?:y|yes|s|si|sí|sim)$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
