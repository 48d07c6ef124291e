import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { planInvoices, type RowOutcome, reportCsv, reportJsonLines } from 'vtex-customer-credit/csv';
import { accountId, all, invoiceId, line, manyOf, sheet, storeWith } from './world.ts';

const rows = [line(0, 'Paid'), line(1, 'x'), `=1+1,${invoiceId(1)},Paid`];
const run = () => planInvoices(storeWith(manyOf(2)).client, sheet(...rows)).run();

describe('a report', () => {
  test('as CSV has a row for each row', async () => {
    const text = await reportCsv(run(), { locale: 'pt', bom: false }).text();
    const [header, ...cells]: string[][] = parse(text, { delimiter: ';' });
    expect(header).toEqual([
      'Linha',
      'ID da conta',
      'ID do título',
      'Resultado',
      'Alterações',
      'Código',
      'Coluna',
      'Mensagem',
    ]);
    expect(cells.map((row) => row.slice(0, 7))).toEqual([
      ['2', accountId, invoiceId(0), 'done', 'pay', '', ''],
      ['3', accountId, invoiceId(1), 'refused', '', 'not_understood', 'Status'],
      ['4', "'=1+1", invoiceId(1), 'refused', '', 'not_found', 'Invoice ID'],
    ]);
  });

  test('as JSON has a line for each row', async () => {
    const text = await reportJsonLines(run()).text();
    const lines = text.trimEnd().split('\n');
    expect(lines.map((one): unknown => JSON.parse(one))).toMatchObject([
      { row: 2, creditAccountId: accountId, invoiceId: invoiceId(0), outcome: 'done', changes: ['pay'] },
      { row: 3, outcome: 'refused', problem: { code: 'not_understood', column: 'Status' } },
      { row: 4, outcome: 'refused', problem: { code: 'not_found' } },
    ]);
  });

  test('can be made of outcomes that were kept', async () => {
    const kept: RowOutcome[] = await all(run());
    expect((await reportCsv(kept).text()).trimEnd().split('\r\n').length).toBe(4);
  });
});
