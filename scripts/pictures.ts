/**
 * Takes the pictures for README and documentation: of the screens from the running page, and of a settlement by the
 * program and a spreadsheet. `npm run pictures`. They are the same each time, since the emulator's clock stands still.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, serveScreens } from '../test/ui/browser.ts';
import { sampleSeed } from '../ui/sample.ts';
import { pictureSettlement } from './pictures/settlement.ts';
import { buildScreens } from './ui.ts';

const now = '2024-05-08T12:00:00Z';
const folder = 'docs/pictures';
const account = '33333333000133_CNPJ';

mkdirSync(folder, { recursive: true });
await buildScreens('dist/ui');
await using browser = await openBrowser();
await using served = await serveScreens({ now, seed: sampleSeed(now) });
const { control } = served.emulator;
const invoices = control.snapshot().accounts.flatMap((each) => each.invoices.map(({ invoice }) => invoice));
const overdue = invoices.find(
  ({ status, dueDate, paymentLink }) => status === 'Opened' && dueDate < now && paymentLink,
);
if (overdue === undefined) throw new Error('The sample has no overdue invoice with a payment link.');

interface Picture {
  readonly screen: string;
  readonly wait: string;
  readonly locale?: string;
  readonly dark?: boolean;
  readonly narrow?: boolean;
}

const pictures: Readonly<Record<string, Picture>> = {
  invoices: { screen: '/invoices?status=Overdue', wait: 'tbody tr' },
  'invoices-dark': { screen: '/invoices?status=all', wait: 'tbody tr', dark: true, locale: 'pt-BR' },
  invoice: { screen: `/invoices/${overdue.creditAccountId}/${overdue.id}`, wait: '.history li' },
  account: { screen: `/accounts/${account}`, wait: '.table-box tbody tr' },
  'my-credits-narrow': {
    screen: `/credits?account=${account}`,
    wait: '.credit-list li',
    narrow: true,
    locale: 'es',
  },
  emulator: { screen: '/emulator', wait: '.quirks code' },
};

for (const [name, { screen, wait, locale = 'en-US', dark = false, narrow = false }] of Object.entries(
  pictures,
)) {
  const page = await browser.page(`${served.url}#${screen}`, {
    width: narrow ? 400 : 1200,
    height: narrow ? 760 : 720,
    colorScheme: dark ? 'dark' : 'light',
    locale,
  });
  await page.locator(wait).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

const page = await browser.page(`${served.url}#/import`, { width: 1200, height: 720 });
const rows = invoices
  .slice(4, 12)
  .map(
    ({ creditAccountId, id }, at) =>
      `${creditAccountId},${id},Paid,${at % 3 === 0 ? `https://pay.example.com/${at}` : ''}`,
  );
await page.locator('input[type=file]').setInputFiles({
  name: 'invoices-2024-05-08.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['Account,Invoice,Status,Payment link', ...rows, 'unknown,T-01,Paid,'].join('\n')),
});
await page.locator('ins').first().waitFor();
await page.screenshot({ path: join(folder, 'import.png') });

await pictureSettlement(browser, { now, seed: sampleSeed(now) }, folder);
