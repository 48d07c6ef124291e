import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
// Most of a short run is the reading of the program: this halves it.
export const compiled = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'cli');
const terminal = join(import.meta.dirname, 'terminal.ts');

export interface Start {
  /** The whole environment: nothing of the outer one gets in. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the program is to believe that it has a terminal. */
  readonly terminal?: boolean;
  /** What is typed; then the input ends. */
  readonly input?: string;
  /** Whether the input stays open: somebody sits there and thinks. */
  readonly open?: boolean;
  /** A line for the shell that starts the program, which is `"$@"` there: `exec "$@" >/dev/full`. */
  readonly shell?: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly said: () => { readonly out: string; readonly err: string };
}

export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  /** Without the lines of progress: those come when the machine is slow. */
  readonly err: string;
  readonly progress: string;
}

const progressLine = /^\d+(?: of \d+)? (?:rows|rows read|invoices|accounts), .*\n/gm;

/** Starts the program in a process of its own. */
export function start(args: readonly string[], options: Start = {}): Running {
  const shell = options.shell === undefined ? [] : ['/bin/sh', '-c', options.shell, 'sh'];
  const node = [process.execPath, ...(options.terminal ? ['--import', terminal] : []), main];
  const [command = '', ...rest] = [...shell, ...node, ...args];
  const child = spawn(command, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { NODE_COMPILE_CACHE: compiled, ...options.env },
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    said.out += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    said.err += part;
  });
  child.stdin.on('error', () => undefined);
  if (!options.open) child.stdin.end(options.input ?? '');
  return { child, said: () => said };
}

export async function ended({ child, said }: Running): Promise<Ended> {
  if (child.stdout?.closed !== true) await once(child, 'close');
  const { out, err } = said();
  const progress = err.match(progressLine)?.join('') ?? '';
  return { code: child.exitCode, out, err: err.replace(progressLine, ''), progress };
}

/** Starts the program and waits for its end. */
export const run = (args: readonly string[], options?: Start): Promise<Ended> => ended(start(args, options));

/** Each line of JSON that the program said. */
export const jsonLines = ({ out }: Pick<Ended, 'out'>): unknown[] =>
  out
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));

export interface Folder extends Disposable {
  readonly path: string;
  /** Writes a file and gives its path. */
  file(name: string, text: string): string;
}

/** A folder that goes away again. */
export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'cli-'));
  return {
    path,
    file: (name, text) => {
      const at = join(path, name);
      writeFileSync(at, text);
      return at;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** `serve` in a process of its own. */
export async function serving(
  ...options: readonly string[]
): Promise<AsyncDisposable & { readonly url: string }> {
  const running = start(['serve', '--port', '0', ...options]);
  const found = (): string | undefined => /http:\/\/127\.0\.0\.1:\d+/.exec(running.said().out)?.[0];
  while (found() === undefined && running.child.exitCode === null)
    await Promise.race([once(running.child.stdout ?? running.child, 'data'), once(running.child, 'exit')]);
  return {
    url: found() ?? running.said().err,
    [Symbol.asyncDispose]: async () => {
      running.child.kill('SIGKILL');
      await ended(running);
    },
  };
}
