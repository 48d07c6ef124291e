import type { Operation } from '../../api/operation.ts';
import type { Warning } from '../../api/warning.ts';
import { InvalidInputError } from '../../errors/index.ts';
import { redactedIssues } from '../../errors/redacted-issues.ts';
import type { Executor } from '../executor.ts';
import { toldTo } from '../warnings-told.ts';
import { checkCallOptions } from './call-options.ts';
import type { ResourceContext } from './context.ts';
import { inCallersTerms } from './reference-terms.ts';

export interface BaseClientOptions {
  /** The clock that decides what is overdue: epoch milliseconds. */
  readonly now: () => number;
  /**
   * Told of what is legal but probably a mistake, such as a tolerance of 20, and of a list that changes while it is walked.
   * Unless given, each kind of warning is written to the console once.
   */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
}

/** What resources stand on beside their executor. */
export interface ContextOptions extends BaseClientOptions {
  /** Takes the client's credentials out of a text. */
  readonly redact?: ((text: string) => string) | undefined;
}

function checkedInput<Input>(operation: Operation<Input, unknown>, input: unknown): Input {
  try {
    return operation.request.check(input);
  } catch (error) {
    throw inCallersTerms(error, operation.path, input);
  }
}

/** What resources stand on, over an executor. */
export function contextOver(executor: Executor, { now, onWarning, redact }: ContextOptions): ResourceContext {
  const warn = toldTo(onWarning);
  const check: ResourceContext['check'] = (run) => {
    try {
      return run();
    } catch (error) {
      if (redact === undefined || !(error instanceof InvalidInputError)) throw error;
      const { issues, operation, path } = error;
      throw new InvalidInputError(redactedIssues(issues, redact), { operation, path });
    }
  };
  return {
    // Async, so that bad input rejects like everything else.
    execute: async (operation, input, options = {}) => {
      const checked = check(() => {
        const fitting = checkedInput(operation, input);
        checkCallOptions(options, operation.id);
        return fitting;
      });
      for (const { code, message } of operation.warningsOf(checked))
        warn({ code, operation: operation.id, message });
      return executor.execute(operation, checked, options);
    },
    check,
    now,
    warn,
  };
}
