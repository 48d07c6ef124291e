#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { isCustomerCreditError } from '../errors.ts';
import { serveCommand } from './serve.ts';
import { UsageError } from './usage.ts';

function isForPeople(error: unknown): error is Error {
  if (error instanceof UsageError || isCustomerCreditError(error)) return true;
  return error instanceof Error && 'code' in error && /^(EADDR|EACCES)/.test(String(error.code));
}

const program = new Command('vtex-customer-credit')
  .description('VTEX Customer Credit: a local emulator, and a store from the command line.')
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError()
  .addCommand(serveCommand());

for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError();

program.parseAsync().catch((error: unknown) => {
  // Commander has said it already: 0 for help that was asked for, 1 for a mistake.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    console.error(isForPeople(error) ? error.message : error);
    process.exitCode = 2;
  }
});
