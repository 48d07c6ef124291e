import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatorOptions } from 'vtex-customer-credit/emulator';
import { createEmulator } from 'vtex-customer-credit/emulator';
import { listen } from 'vtex-customer-credit/node';
import type { Browser } from '../../test/ui/browser.ts';
import { root } from '../entries.ts';
import { Spreadsheet } from './spreadsheet.ts';

/** Where `--emulator` looks for one. */
const port = 8787;

interface Said {
  readonly command: string;
  readonly output: string;
}

/** Runs the program in a folder, and tells what a terminal would show. */
async function program(folder: string, command: string): Promise<Said> {
  const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), ...command.split(' ')], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let output = '';
  const hear = (piece: Buffer): void => {
    output += piece.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output}`);
  return { command, output };
}

const terminal = `<style>
  body { margin: 0; }
  pre { width: 860px; margin: 0; padding: 18px 22px; background: #14181f; color: #d8dee9; font: 13px/1.55 monospace; }
  b { color: #fff; }
</style><pre></pre>`;

async function pictureTerminal(browser: Browser, said: readonly Said[], png: string): Promise<void> {
  const page = await browser.page('about:blank');
  await page.setContent(terminal);
  const pre = page.locator('pre');
  await pre.evaluate((element, lines) => {
    for (const { command, output } of lines) {
      const typed = document.createElement('b');
      typed.textContent = `$ npx vtex-customer-credit ${command}`;
      element.append(typed, `\n${output}\n`);
    }
    element.append('$ ');
  }, said);
  await pre.screenshot({ path: png });
  await page.close();
}

/**
 * Takes the pictures of bulk settlement with the program: the exported file in LibreOffice, with what was paid marked, and
 * what the program says of the file that LibreOffice saved. All of it is run, one after the other.
 */
export async function pictureSettlement(
  browser: Browser,
  options: EmulatorOptions,
  pictures: string,
): Promise<void> {
  await using server = await listen(createEmulator({ ...options, controlPlane: true }), { port });
  const folder = mkdtempSync(join(tmpdir(), 'settlement-'));
  try {
    console.log(`The program settles at ${server.url}.`);
    const exported = await program(folder, 'invoices export --status overdue --out invoices.csv --emulator');
    const sheet = new Spreadsheet(folder, 'invoices');
    sheet.change('Overdue', 'Paid', [0, 1, 3]);
    sheet.save();
    sheet.picture(join(pictures, 'spreadsheet.png'));
    const planned = await program(folder, 'invoices plan invoices.csv --emulator');
    const applied = await program(folder, 'invoices apply invoices.csv --yes --emulator');
    await pictureTerminal(browser, [exported, planned, applied], join(pictures, 'program.png'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
