import type { Command } from 'commander';
import { withoutSecrets } from './terminal/output.ts';
import { oneLine } from './terminal/text.ts';

/** How a command is called in full: `vtex-customer-credit invoices list`. */
function fullName(command: Command): string {
  const above = command.parent;
  return above === null ? command.name() : `${fullName(above)} ${command.name()}`;
}

/** A mistake at the prompt as one line. What was typed beside it is left out: it may be a secret. */
function mistakeText(command: Command, text: string): string {
  const said = oneLine(text)
    .replace(/^error: /, '')
    .replace(/(unknown option '[^'=]*)=[^']*'/, "$1'")
    .replace(/(too many arguments.* but got \d+): .*$/, '$1.');
  const end = /[.?)]$/.test(said) ? '' : '.';
  return withoutSecrets(`error: ${said}${end} See ${fullName(command)} --help.`);
}

let told = '';

/** The mistake that was told last. */
export const lastMistake = (): string => told;

/** Makes a command and those below it throw instead of ending the program, and say mistakes in one line. */
export function tame(command: Command): Command {
  command.exitOverride().configureOutput({
    outputError: (text, write) => {
      told = mistakeText(command, text);
      write(`${told}\n`);
    },
  });
  for (const each of command.commands) tame(each);
  return command;
}
