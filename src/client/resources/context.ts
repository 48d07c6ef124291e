import type { Operation } from '../../api/operation.ts';
import type { Warning } from '../../api/warning.ts';
import type { CallOptions } from '../executor.ts';

/** What the resources stand on. */
export interface ResourceContext {
  /** Checks the input, which may be anything a caller passed, then executes the operation. */
  execute<Input, Output>(
    operation: Operation<Input, Output>,
    input: unknown,
    options: CallOptions | undefined,
  ): Promise<Output>;
  /** Runs a check. What it refuses is named without secrets. */
  check<Value>(run: () => Value): Value;
  /** Epoch milliseconds. */
  now(): number;
  /** Tells of what is legal but should be known. */
  warn(warning: Warning): void;
}
