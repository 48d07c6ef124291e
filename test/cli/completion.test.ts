import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { run } from './program.ts';

describe.concurrent('completion', () => {
  it('completes commands, options and what an option may be, in bash', async () => {
    const { code, out } = await run(['completion', 'bash']);
    expect(code).toBe(0);
    const complete = (...words: string[]): string => {
      const line = words.map((word) => `'${word}'`).join(' ');
      const asked = `COMP_WORDS=(vtex-customer-credit ${line}); COMP_CWORD=${words.length}; _vtex_customer_credit; echo "\${COMPREPLY[@]}"`;
      return spawnSync('bash', ['-c', `${out}\n${asked}`], { encoding: 'utf8' }).stdout.trim();
    };
    expect(complete('inv')).toBe('invoices');
    expect(complete('invoices', 'p')).toBe('pay postpone plan');
    expect(complete('invoices', 'list', '--sta')).toBe('--status');
    expect(complete('invoices', 'list', '--status', 'o')).toBe('open overdue');
    expect(complete('config', 'set', 'x=1', '--y')).toBe('--yes');
    expect(complete('completion', '')).toBe('bash zsh fish');
    expect(complete('invoices', 'list', '--locale', '')).toBe('en pt es');
  });

  it.each([
    ['zsh', '#compdef vtex-customer-credit', "'invoices list') path='invoices list' ;;"],
    ['fish', 'complete -c vtex-customer-credit', "-a list -d 'Lists invoices.'"],
  ])('has a script for %s', async (shell, beginning, holds) => {
    const { code, out } = await run(['completion', shell]);
    expect({ code, begins: out.startsWith(beginning) }).toEqual({ code: 0, begins: true });
    expect(out).toContain(holds);
  });

  it('has none for another shell', async () => {
    expect(await run(['completion', 'tcsh'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/bash, zsh, fish/),
    });
  });
});
