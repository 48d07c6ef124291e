import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { contractCases } from 'vtex-customer-credit/contract';
import { behaviours, createInMemoryCustomerCredit } from 'vtex-customer-credit/memory';
import { fencesOf, root, textOf } from './markdown.ts';

interface Row {
  readonly document: string;
  readonly statement: string;
  readonly proof: string;
}

const table = textOf('docs/documents.md').split('## Statements')[1] ?? '';
const rows: readonly Row[] = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| document'))
  .map((line) => {
    const [document = '', , statement = '', proof = ''] = line.slice(2, -2).split(' | ');
    return { document, statement, proof };
  });

const behaviourIds = new Set(behaviours.map(({ id }) => id));
const held = new Set(contractCases.flatMap(({ holds }) => holds));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** What the guide of the program shows, and its test runs. */
const commands = fencesOf(textOf('docs/cli.md'))
  .map(({ code }) => code)
  .join('\n');

/** What one proof lacks; nothing where it is there. */
function lackOf(name: string, title: string | undefined): string | undefined {
  if (name.startsWith('test/')) {
    if (!existsSync(join(root, name))) return `${name} is no file`;
    const text = readFileSync(join(root, name), 'utf8').replaceAll("\\'", "'");
    const said = title !== undefined && ["'", '"', '`'].some((quote) => text.includes(quote + title + quote));
    return said ? undefined : `${name} has no test “${title}”`;
  }
  if (name.startsWith('vtex-customer-credit '))
    return commands.includes(`${name} `) ? undefined : `docs/cli.md does not run ${name}`;
  if (name.startsWith('npm run '))
    return name.slice('npm run '.length) in scripts ? undefined : `there is no script ${name}`;
  if (!behaviourIds.has(name)) return `there is no behaviour ${name}`;
  return held.has(name) ? undefined : `no case of the contract holds ${name}`;
}

describe('the table of the documents', () => {
  it('names for each statement something that holds it, and that is there', () => {
    const lacks = rows.flatMap(({ statement, proof }) => {
      if (proof.startsWith('nothing to hold: ')) return [];
      const proofs = [...proof.matchAll(/`([^`]+)`(?: “([^”]+)”)?/g)];
      if (proofs.length === 0) return [`nothing holds: ${statement}`];
      return proofs.flatMap(([, name = '', title]) => lackOf(name, title) ?? []);
    });
    expect(lacks).toEqual([]);
  });

  it('has the statements of all documents, and few that nothing can hold', () => {
    const counts = Map.groupBy(rows, ({ document }) => document);
    expect([...counts].map(([document, { length }]) => [document, length])).toEqual([
      ['API guide', 36],
      ['Invoices en, es', 17],
      ['Accounts en, pt', 25],
    ]);
    expect(rows.filter(({ proof }) => proof.startsWith('nothing to hold: ')).length).toBeLessThan(6);
    expect(new Set(rows.map(({ statement }) => statement)).size).toBeGreaterThan(rows.length - 6);
  });
});

describe('what the documents say and no other test holds by itself', () => {
  test('an account without a limit is refused before anything is sent', async () => {
    const { client, control } = createInMemoryCustomerCredit();
    const opening = JSON.parse('{"document":"1","documentType":"Other","email":"a@example.com"}');
    await expect(client.accounts.open(opening)).rejects.toMatchObject({
      code: 'invalid_input',
      outcome: 'not-sent',
      issues: [{ path: 'creditLimit' }],
    });
    expect(control.journal.calls()).toEqual([]);
  });

  test('a purchase in ten instalments is ten invoices of one order, open and worth the order', async () => {
    const { client } = createInMemoryCustomerCredit();
    const { id } = await client.accounts.open({
      document: '1',
      documentType: 'Other',
      email: 'a@example.com',
      creditLimit: 1000,
    });
    const hold = await client.transactions.preAuthorize(id, {
      value: 999.99,
      settle: true,
      installments: 10,
    });
    expect(await client.invoices.list().toArray()).toEqual([]);
    await client.transactions.settle({ creditAccountId: id, transactionId: hold.id }, { value: 999.99 });
    const invoices = await client.invoices.list().toArray();
    expect(new Set(invoices.map(({ orderId }) => orderId)).size).toBe(1);
    expect(invoices.map(({ status, installment }) => `${status} ${installment}`).sort()).toEqual(
      Array.from({ length: 10 }, (_, at) => `Opened ${at + 1}`).sort(),
    );
    expect((await client.invoices.summarize()).total).toBe(999.99);
    expect((await client.accounts.get(id)).availableCredit).toBe(0.01);
  });
});
