/**
 * Measures the built package against its budgets, and prints both side by side. Everything here is counted, nothing is
 * timed: a busy machine changes no line. Ends with 1 when something costs more than it may.
 */
import { bundlers, gzipped } from './budgets/bundle.ts';
import { typesMade } from './budgets/declarations.ts';
import { packedSize } from './budgets/tarball.ts';

interface Budget {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
}

/** A client of one resource over the global fetch. */
const composed = (resource: string): string =>
  `export { composeClient, ${resource}Resource } from 'vtex-customer-credit'`;

/** What users import, and how many bytes of minified code it may cost in each bundler, gzipped where it says so. */
const imports: ReadonlyArray<readonly [what: string, code: string, limit: number, gzip?: 'gzip']> = [
  ['isApiError alone', "export { isApiError } from 'vtex-customer-credit'", 400],
  ['toDate alone', "export { toDate } from 'vtex-customer-credit'", 950],
  ['isOverdue alone', "export { isOverdue } from 'vtex-customer-credit'", 1_000],
  ['isKnownInvoiceStatus alone', "export { isKnownInvoiceStatus } from 'vtex-customer-credit'", 300],
  ['createLimiter alone', "export { createLimiter } from 'vtex-customer-credit'", 3_200],
  ['invoiceLabel alone', "export { invoiceLabel } from 'vtex-customer-credit/csv'", 3_200],
  ['the client with ky', "export { CustomerCreditClient } from 'vtex-customer-credit'", 32_550, 'gzip'],
  ['the client without ky', "export { createClient } from 'vtex-customer-credit'", 31_300, 'gzip'],
  ['composed: invoices', composed('invoices'), 24_750, 'gzip'],
  [
    'composed: single invoices',
    "export { composeClient, invoiceActions } from 'vtex-customer-credit'",
    20_850,
    'gzip',
  ],
  ['composed: accounts', composed('accounts'), 23_750, 'gzip'],
  ['composed: transactions', composed('transactions'), 19_800, 'gzip'],
  ['composed: store configuration', composed('storeConfig'), 18_700, 'gzip'],
  ['exportInvoices', "export { exportInvoices } from 'vtex-customer-credit/csv'", 5_200, 'gzip'],
  ['payMany', "export { payMany } from 'vtex-customer-credit/csv'", 4_500, 'gzip'],
  ['./csv', "export * from 'vtex-customer-credit/csv'", 24_700, 'gzip'],
  ['./memory', "export * from 'vtex-customer-credit/memory'", 64_800, 'gzip'],
  ['./emulator', "export * from 'vtex-customer-credit/emulator'", 59_950, 'gzip'],
  ['./contract', "export * from 'vtex-customer-credit/contract'", 35_800, 'gzip'],
  ['./msw', "export * from 'vtex-customer-credit/msw'", 950, 'gzip'],
  ['./otel', "export * from 'vtex-customer-credit/otel'", 950, 'gzip'],
  ['./vitest', "export * from 'vtex-customer-credit/vitest'", 2_450, 'gzip'],
  ['./jest', "export * from 'vtex-customer-credit/jest'", 2_550, 'gzip'],
  ['./schemas', "export * from 'vtex-customer-credit/schemas'", 3_800, 'gzip'],
];

async function bundled(): Promise<Budget[]> {
  const budgets: Budget[] = [];
  for (const [what, code, limit, gzip] of imports) {
    for (const [bundler, bundle] of Object.entries(bundlers)) {
      const text = await bundle(code);
      const measured = gzip === undefined ? Buffer.byteLength(text) : gzipped(text);
      budgets.push({ what: `${what}, ${bundler}`, measured, limit, unit: gzip ?? 'minified' });
    }
  }
  return budgets;
}

const budgets: readonly Budget[] = [
  ...(await bundled()),
  { what: 'the tarball', measured: await packedSize(), limit: 480_000, unit: 'packed' },
  ...(await typesMade()).map(({ what, count, limit }) => ({
    what,
    measured: count,
    limit,
    unit: 'types',
  })),
];

const width = Math.max(...budgets.map(({ what }) => what.length));
const column = (value: number): string => value.toLocaleString('en').padStart(9);
for (const { what, measured, limit, unit } of budgets) {
  const verdict = measured > limit ? '  TOO MUCH' : '';
  console.log(`${what.padEnd(width)} ${column(measured)} of ${column(limit)} ${unit}${verdict}`);
}
process.exitCode = budgets.some(({ measured, limit }) => measured > limit) ? 1 : 0;
