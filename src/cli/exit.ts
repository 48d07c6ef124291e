/** What the program ends with, for scripts. */
export const exitCodes = {
  /** Everything that was asked for is done, or unchanged. */
  done: 0,
  /** Something was refused or failed, or its outcome is unknown. */
  failed: 1,
  /** The command cannot be understood or run; nothing was changed. */
  usage: 2,
  /** Stopped by a signal; the same command goes on. */
  stopped: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
