import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import { fencesOf, textOf } from './markdown.ts';
import { worldSeed, worldTime } from './world.ts';

const fences = fencesOf(textOf('docs/emulator.md'));
const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** Runs a program of the guide against a server with the controls, and says what it prints. */
async function printed(command: string, args: readonly string[], code: string) {
  const emulator = createEmulator({ now: worldTime, seed: worldSeed, controlPlane: true });
  await using server = await listen(emulator);
  const said = code.replaceAll('http://127.0.0.1:8787', server.url);
  const child = spawn(command, [...args, said], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    output += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    errors += part;
  });
  const [status] = await once(child, 'close');
  return { status, output, errors, emulator };
}

describe("the guide's controls from other languages", () => {
  it.runIf(has('python3'))('Python', async () => {
    const at = fences.findIndex(({ language }) => language === 'python');
    const [program, output] = fences.slice(at);
    const said = await printed('python3', ['-c'], program?.code ?? '');
    expect(said).toMatchObject({ status: 0, output: output?.code });
  });

  it.runIf(has('curl'))('curl', async () => {
    const commands = fences.find(({ code }) => code.includes('curl -X POST'))?.code ?? '';
    const { status, output, emulator } = await printed(
      'sh',
      ['-ec'],
      commands.replaceAll('curl ', 'curl -sf '),
    );
    expect(status).toBe(0);
    expect(output.match(/"result"/g)?.length).toBeGreaterThanOrEqual(2);
    expect(emulator.control.clock.iso()).toBe('2024-06-08T12:00:00Z');
    expect(emulator.control.faults.list()).toHaveLength(1);
  });
});
