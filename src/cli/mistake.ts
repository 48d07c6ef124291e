import { type Command, InvalidArgumentError, type Option } from 'commander';
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

/** Refuses an option where the value of the one before belongs: `--report --yes` writes no file `--yes`. */
function refuseOptionAsValue(option: Option, command: Command): void {
  const { parseArg } = option;
  const isOption = (text: unknown): boolean =>
    command.options.some(({ long, negate }) => !negate && long !== undefined && long === text);
  option.argParser((text, previous: unknown) => {
    if (isOption(text)) throw new InvalidArgumentError('Expected a value.');
    return parseArg === undefined ? text : parseArg(text, previous);
  });
}

/** Misses what is needed only after what is unknown was told: a misspelt option is the likelier mistake. */
function missTogether(command: Command): void {
  const needed = command.options.filter(({ mandatory }) => mandatory);
  if (needed.length === 0) return;
  for (const option of needed) option.mandatory = false;
  command.hook('preAction', () => {
    const missing = needed.filter((option) => command.getOptionValue(option.attributeName()) === undefined);
    if (missing.length === 0) return;
    const flags = missing.map(({ flags }) => `'${flags}'`).join(', ');
    command.error(`error: required option${missing.length === 1 ? '' : 's'} ${flags} not specified`);
  });
}

/** Makes a command and those below it throw instead of ending the program, and say mistakes in one line. */
export function tame(command: Command): Command {
  for (const option of command.options) if (option.required) refuseOptionAsValue(option, command);
  missTogether(command);
  command.exitOverride().configureOutput({
    outputError: (text, write) => {
      told = mistakeText(command, text);
      write(`${told}\n`);
    },
  });
  for (const each of command.commands) tame(each);
  return command;
}
