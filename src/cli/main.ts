#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { isCustomerCreditError } from '../index.ts';
import { accountsCommand } from './commands/accounts.ts';
import { completionCommand } from './commands/completion.ts';
import { configCommand } from './commands/config.ts';
import { holdersCommand } from './commands/holders.ts';
import { holdsCommand } from './commands/holds.ts';
import { invoicesCommand } from './commands/invoices.ts';
import { myCreditsCommand } from './commands/my-credits.ts';
import { serveCommand } from './commands/serve.ts';
import { statementsCommand } from './commands/statements.ts';
import { verifyCommand } from './commands/verify.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { lastMistake, tame } from './mistake.ts';
import { needNewNode } from './old-node.ts';
import { StoppedError } from './stop.ts';
import { watchOutput, withoutSecrets } from './terminal/output.ts';
import { oneLine, reasonOf } from './terminal/text.ts';
import { UsageError } from './usage.ts';
import { packageVersion } from './version.ts';

needNewNode();

const footer = `
The store and its credentials come from the environment, never from options: VTEX_ACCOUNT with VTEX_APP_KEY and
VTEX_APP_TOKEN, or VTEX_USER_TOKEN; and where needed VTEX_ENVIRONMENT and VTEX_BASE_URL.

Exit codes: 0 all done; 1 something was refused, or its outcome is unknown; 2 the command cannot be run; 3 stopped.`;

function codeOf(error: unknown): ExitCode {
  if (error instanceof StoppedError) return exitCodes.stopped;
  if (error instanceof UsageError) return exitCodes.usage;
  if (isCustomerCreditError(error))
    return error.outcome === 'not-sent' && error.code.startsWith('invalid_')
      ? exitCodes.usage
      : exitCodes.failed;
  // A port that is taken: `serve` cannot be run.
  const mendable = error instanceof Error && 'code' in error && /^(EADDR|EACCES)/.test(String(error.code));
  return mendable ? exitCodes.usage : exitCodes.failed;
}

function textOf(error: unknown): string {
  return withoutSecrets(oneLine(reasonOf(error)));
}

/** `--json` may stand anywhere, also where the command could not be understood. */
const wantsJson = (): boolean => process.argv.includes('--json');

/** What went wrong, as a line of JSON on stdout: a program that reads it need not look at stderr. */
function writeFailure(error: object): void {
  process.stdout.write(`${withoutSecrets(JSON.stringify({ error }))}\n`);
}

function failureOf(error: unknown): object {
  if (isCustomerCreditError(error)) return error.toJSON();
  // With advice of the program's own: still the same failure.
  const cause = error instanceof Error ? error.cause : undefined;
  if (isCustomerCreditError(cause)) return { ...cause.toJSON(), message: textOf(error) };
  return { code: error instanceof UsageError ? 'usage' : 'failed', message: textOf(error) };
}

const program: Command = tame(
  new Command('vtex-customer-credit')
    .description('VTEX Customer Credit: a store from the command line, and a local emulator.')
    .version(packageVersion(), '-V, --version', 'tells the version')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', footer)
    .addCommand(invoicesCommand())
    .addCommand(accountsCommand())
    .addCommand(holdersCommand())
    .addCommand(holdsCommand())
    .addCommand(statementsCommand())
    .addCommand(myCreditsCommand())
    .addCommand(configCommand())
    .addCommand(serveCommand())
    .addCommand(verifyCommand())
    .addCommand(completionCommand(() => program)),
);

watchOutput();
program.parseAsync().catch((error: unknown) => {
  // Commander has said it already: 0 for help that was asked for, 1 for a mistake.
  if (error instanceof CommanderError) {
    const wrong = error.exitCode !== 0;
    process.exitCode = wrong ? exitCodes.usage : exitCodes.done;
    if (wrong && wantsJson()) writeFailure({ code: 'usage', message: lastMistake() });
    return;
  }
  const code = codeOf(error);
  process.exitCode = code;
  if (wantsJson() && code !== exitCodes.stopped) writeFailure(failureOf(error));
  // Whoever stops the program is not to wait for a connection that nobody needs any more.
  process.stderr.write(`${textOf(error)}\n`, () => {
    if (code === exitCodes.stopped) process.exit(code);
  });
});
