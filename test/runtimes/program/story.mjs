/**
 * What every target runs: the same short story in memory, through the emulator's `fetch`, over HTTP with each
 * transport, and a CSV. No import, so that it is an ES module, CommonJS or part of a bundle as each target wants it.
 */
function equal(found, expected, what) {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

async function useClient(client, { isApiError }) {
  // Reads.
  const invoice = await client.invoices.get({ creditAccountId: '22222222222_CPF', id: 'BBBB-01' });
  equal([invoice.status, invoice.value], ['Opened', 9.63], 'the invoice');
  // Writes.
  await client.invoices.update(invoice, { observation: 'João, 1ª parcela' });
  equal((await client.invoices.get(invoice)).observation, 'João, 1ª parcela', 'the observation');
  equal((await client.invoices.markAsPaid(invoice)).status, 'Paid', 'the payment');
  // Is refused.
  const refusal = await client.invoices.cancel(invoice).then(
    () => 'nothing was refused',
    (error) => (isApiError(error) ? `${error.code} ${error.operation}` : String(error)),
  );
  equal(refusal, 'conflict invoices.cancel', 'the refusal');
  // Walks through pages.
  const sizes = [];
  for await (const { data } of client.invoices.listByAccount('11111111111_CPF', { pageSize: 20 }).pages())
    sizes.push(data.length);
  equal(sizes, [20, 20, 5], 'the pages');
  const totals = await client.invoices.summarize({ creditAccountId: '11111111111_CPF' });
  equal([totals.count, totals.total], [45, 994.5], 'the totals');
  // What must not be sent is refused before.
  const wrong = await client.invoices.postpone(invoice, { dueDays: 0 }).catch((error) => error.code);
  equal(wrong, 'invalid_input', 'the input');
}

async function useCsv(client, { exportInvoices, planInvoices }) {
  const invoices = client.invoices.listByAccount('11111111111_CPF');
  const edited = (await exportInvoices(invoices, { locale: 'pt' }).text()).replaceAll(';Aberto;', ';Pago;');
  const plan = planInvoices(client, () => edited);
  const outcomes = new Set();
  for await (const { outcome } of plan.run()) outcomes.add(outcome);
  equal([...outcomes], ['done'], 'the outcomes');
  const open = await client.invoices.list({ creditAccountId: '11111111111_CPF', status: 'Opened' }).toArray();
  equal(open.length, 0, 'what is still open');
}

/** Runs every step, and says of each `pass` or why it failed. */
export async function story({ main, memory, emulator, csv }, { url, seed, transports = {} }) {
  const credentials = { accountName: 'mystore', appKey: 'any-key-at-all', appToken: 'any-token-at-all' };
  const options = { now: '2024-05-08T12:00:00Z', seed };
  const overHttp = (store, more) =>
    new main.CustomerCreditClient({ ...credentials, baseUrl: `${url}/${store}`, ...more });
  const steps = {
    'in memory': () => useClient(memory.createInMemoryCustomerCredit(options).client, main),
    emulator: () => {
      const { fetch } = emulator.createEmulator(options);
      return useClient(new main.CustomerCreditClient({ ...credentials, fetch }), main);
    },
    CSV: () => useCsv(memory.createInMemoryCustomerCredit(options).client, csv),
  };
  for (const [name, more] of Object.entries(transports))
    steps[name] = (run) => useClient(overHttp(`${run}-${name}`, more), main);

  // A store of its own for each run and transport: what one changes is not seen by another.
  const run = `r${Math.random().toString(36).slice(2, 10)}`;
  const results = {};
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step(run);
      results[name] = 'pass';
    } catch (error) {
      results[name] = `${error?.stack ?? error}`;
    }
  }
  return results;
}
