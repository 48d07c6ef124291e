#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { isCustomerCreditError } from '../errors/index.ts';
import { accountsCommand } from './commands/bulk-commands.ts';
import { configCommand } from './commands/config.ts';
import { invoicesCommand } from './commands/invoices.ts';
import { serveCommand } from './commands/serve.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { tame } from './mistake.ts';
import { needNewNode } from './old-node.ts';
import { StoppedError } from './stop.ts';
import { watchOutput, withoutSecrets } from './terminal/output.ts';
import { oneLine, reasonOf } from './terminal/text.ts';
import { UsageError } from './usage.ts';
import { packageVersion } from './version.ts';

needNewNode();

const footer = `
The store and its credentials come from the environment, never from options: VTEX_ACCOUNT_NAME with VTEX_APP_KEY and
VTEX_APP_TOKEN, or VTEX_USER_TOKEN; and where needed VTEX_ENVIRONMENT and VTEX_BASE_URL.

Ends with 0: all done; 1: something was refused, or nobody can tell; 2: the command cannot be carried out as it stands;
3: stopped.`;

function codeOf(error: unknown): ExitCode {
  if (error instanceof StoppedError) return exitCodes.stopped;
  if (error instanceof UsageError) return exitCodes.usage;
  if (isCustomerCreditError(error))
    return error.outcome === 'not-sent' && error.code.startsWith('invalid_')
      ? exitCodes.usage
      : exitCodes.failed;
  // A port that is taken: `serve` cannot be carried out as it stands.
  const mendable = error instanceof Error && 'code' in error && /^(EADDR|EACCES)/.test(String(error.code));
  return mendable ? exitCodes.usage : exitCodes.failed;
}

function textOf(error: unknown): string {
  return withoutSecrets(oneLine(reasonOf(error)));
}

const program = tame(
  new Command('vtex-customer-credit')
    .description('VTEX Customer Credit: a store from the command line, and a local emulator.')
    .version(packageVersion(), '--version', 'tells the version')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', footer)
    .addCommand(invoicesCommand())
    .addCommand(accountsCommand())
    .addCommand(configCommand())
    .addCommand(serveCommand()),
);

watchOutput();
program.parseAsync().catch((error: unknown) => {
  // Commander has said it already: 0 for help that was asked for, 1 for a mistake.
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return;
  }
  const code = codeOf(error);
  process.exitCode = code;
  // Whoever stops the program is not to wait for a connection that nobody needs any more.
  process.stderr.write(`${textOf(error)}\n`, () => {
    if (code === exitCodes.stopped) process.exit(code);
  });
});
