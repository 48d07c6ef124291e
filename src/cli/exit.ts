/** What the program ends with, for scripts. */
export const exitCodes = {
  /** Everything that was asked for is done, or was so already. */
  done: 0,
  /** Something was refused, failed, or nobody can tell whether it was done. */
  failed: 1,
  /** The command cannot be understood or carried out as it stands; nothing was changed. */
  usage: 2,
  /** Stopped by a signal; the same command goes on. */
  stopped: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
