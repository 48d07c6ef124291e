import { Argument, type Command, Command as NewCommand, type Option } from 'commander';
import { UsageError } from '../usage.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];
const isShell = (name: string): name is Shell => shells.some((shell) => shell === name);

/** What may follow a command: the commands below it or what its argument may be, and its options. */
interface Words {
  /** Such as `invoices list`; `''` for the program itself. */
  readonly path: string;
  readonly commands: ReadonlyArray<readonly [name: string, description: string]>;
  readonly options: ReadonlyArray<readonly [flag: string, description: string, choices: readonly string[]]>;
  /** Whether a file may stand there. */
  readonly files: boolean;
}

/** Words that an option takes without being limited to them. */
const usual: Readonly<Record<string, readonly string[]>> = {
  '--status': ['open', 'paid', 'overdue', 'canceled', 'not-yet-due'],
};

const optionWords = ({ long, description, argChoices }: Option): Words['options'] =>
  long == null ? [] : [[long, description, argChoices ?? usual[long] ?? []]];

function wordsOf(command: Command, path: string): Words[] {
  const below = command.commands;
  const own: Words = {
    path,
    commands: [
      ...below.map((each) => [each.name(), each.description()] as const),
      ...command.registeredArguments.flatMap(({ argChoices = [], description }) =>
        argChoices.map((choice) => [choice, description] as const),
      ),
    ],
    options: command.options.flatMap(optionWords),
    files: command.registeredArguments.some((argument) => argument.name() === 'file'),
  };
  return [own, ...below.flatMap((each) => wordsOf(each, `${path} ${each.name()}`.trim()))];
}

const flagsOf = ({ options }: Words): string => options.map(([flag]) => flag).join(' ');
const namesOf = ({ commands }: Words): string => commands.map(([name]) => name).join(' ');

/** Which words may follow: those of an option that takes one of a few, else those of the command. */
function wordLines(all: readonly Words[]): string {
  const choices = new Map<string, readonly string[]>();
  for (const { options } of all)
    for (const [flag, , words] of options) if (words.length > 0) choices.set(flag, words);
  const ofOptions = [...choices].map(([flag, words]) => `    ${flag}) words='${words.join(' ')}' ;;`);
  const ofCommands = all.map((each) => `      '${each.path}') words='${namesOf(each)} ${flagsOf(each)}' ;;`);
  return [...ofOptions, '    *) case "$path" in', ...ofCommands, '      esac ;;'].join('\n');
}

/** Goes from word to word to the command that is meant. */
const pathLines = (all: readonly Words[]): string =>
  all
    .filter(({ path }) => path !== '')
    .map(({ path }) => `      '${path.includes(' ') ? path : ` ${path}`}') path='${path}' ;;`)
    .join('\n');

/** A shell function that gives in `words` what may follow the words before the cursor. */
const wordsFunction = (name: string, all: readonly Words[]): string => `${name}_words() {
  local path='' previous='' word
  for word in "$@"; do
    previous="$word"
    case "$path $word" in
${pathLines(all)}
    esac
  done
  case "$previous" in
${wordLines(all)}
  esac
}`;

const functionOf = (name: string): string => `_${name.replaceAll('-', '_')}`;

const bash = (name: string, all: readonly Words[]): string => `${wordsFunction(functionOf(name), all)}
${functionOf(name)}() {
  local words=''
  ${functionOf(name)}_words "\${COMP_WORDS[@]:1:COMP_CWORD-1}"
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F ${functionOf(name)} ${name}`;

const zsh = (name: string, all: readonly Words[]): string => `#compdef ${name}
${wordsFunction(functionOf(name), all).replaceAll(" words='", " found='")}
${functionOf(name)}() {
  local found=''
  ${functionOf(name)}_words "\${(@)words[2,CURRENT-1]}"
  compadd -- \${=found} || _files
}
compdef ${functionOf(name)} ${name}`;

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function fish(name: string, all: readonly Words[]): string {
  const lines = all.flatMap(({ path, commands, options, files }) => {
    const names = path === '' ? [] : path.split(' ');
    // The words before the cursor begin with this path, and none of the commands below has been named.
    const here = [
      ...names.map((each) => `__fish_seen_subcommand_from ${each}`),
      ...(commands.length > 0
        ? [`not __fish_seen_subcommand_from ${commands.map(([each]) => each).join(' ')}`]
        : []),
    ].join('; and ');
    const when = here === '' ? '' : ` -n ${quoted(here)}`;
    return [
      ...commands.map(
        ([each, description]) => `complete -c ${name} -f${when} -a ${each} -d ${quoted(description)}`,
      ),
      ...options.map(
        ([flag, description, words]) =>
          `complete -c ${name}${files ? '' : ' -f'}${when} -l ${flag.slice(2)} -d ${quoted(description)}${words.length > 0 ? ` -x -a ${quoted(words.join(' '))}` : ''}`,
      ),
    ];
  });
  return lines.join('\n');
}

const scripts: Readonly<Record<Shell, (name: string, all: readonly Words[]) => string>> = { bash, zsh, fish };

/** `completion`: what a shell needs to complete commands and options. */
export function completionCommand(root: () => Command): Command {
  return new NewCommand('completion')
    .description('Writes what a shell needs to complete commands and options.')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText(
      'after',
      `
bash: source <(vtex-customer-credit completion bash)
zsh:  source <(vtex-customer-credit completion zsh)
fish: vtex-customer-credit completion fish | source`,
    )
    .action((shell: string) => {
      if (!isShell(shell)) throw new UsageError(`Expected one of ${shells.join(', ')}.`);
      const program = root();
      process.stdout.write(`${scripts[shell](program.name(), wordsOf(program, ''))}\n`);
    });
}
