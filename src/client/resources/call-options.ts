import { InvalidInputError } from '../../errors/index.ts';
import type { Issue } from '../../errors/issue.ts';
import { type Hints, unknownNames } from '../../errors/option-names.ts';
import { type CallOptions, isMode, modeExpected } from '../executor.ts';

const names = /* @__PURE__ */ Object.keys({
  signal: true,
  timeout: true,
  totalTimeout: true,
  retries: true,
  maxRetryDelay: true,
  validation: true,
} satisfies Record<keyof CallOptions, true>);

const hints: Hints = { limit: 'toArray({ limit }) of the list', abortSignal: 'signal', retry: 'retries' };

function isSignal(signal: unknown): boolean {
  if (signal === undefined) return true;
  if (typeof signal !== 'object' || signal === null) return false;
  // A signal of another realm is one as well.
  return 'aborted' in signal && 'addEventListener' in signal && typeof signal.addEventListener === 'function';
}

/** Refuses options that a caller without types may have passed. */
export function checkCallOptions(options: CallOptions, operation: string): void {
  const issues: Issue[] = [];
  if (typeof options !== 'object' || options === null)
    issues.push({ path: 'options', expected: 'an object' });
  else {
    issues.push(...unknownNames(options, names, hints));
    if (!isSignal(options.signal)) issues.push({ path: 'signal', expected: 'an AbortSignal' });
    if (options.validation !== undefined && !isMode(options.validation))
      issues.push({ path: 'validation', expected: modeExpected });
  }
  if (issues.length > 0) throw new InvalidInputError(issues, { operation });
}
