import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CustomerCredit, isCustomerCreditError } from 'vtex-customer-credit';
import type { ReferenceStore } from 'vtex-customer-credit/contract';
import { inMemory, overHttp, overMsw, overSocket } from './adapters.ts';
import { childAdapter } from './child.ts';
import { creditAccountId, seed, start } from './store.ts';

/** Something to do; what it needs from before, it finds by the number of a transaction or an invoice. */
type Step = (store: ReferenceStore, made: Made) => Promise<unknown>;

interface Made {
  readonly transactions: string[];
}

const account = fc.constantFrom(creditAccountId, '22222222222_CPF', 'nobody', 'a/b c+ç');
const value = fc.constantFrom(0.01, 1, 33.33, 100, 250.5, 900, 1000, 99_999);
const pick = fc.nat(3);
const email = fc.constantFrom('a@example.com', 'A@example.com', 'b+c_d@example.com');

const ref = (
  creditAccount: string,
  at: number,
  { transactions }: Made,
): { creditAccountId: string; transactionId: string } => ({
  creditAccountId: creditAccount,
  transactionId: transactions[at % Math.max(1, transactions.length)] ?? 'nothing',
});

async function invoiceAt(
  client: CustomerCredit,
  at: number,
): Promise<{ creditAccountId: string; id: string }> {
  const all = await client.invoices.list().toArray();
  return all[at % (all.length + 1)] ?? { creditAccountId, id: 'nothing' };
}

const step: fc.Arbitrary<Step> = fc.oneof(
  account.map(
    (id): Step =>
      ({ client }) =>
        client.accounts.get(id),
  ),
  account.map(
    (id): Step =>
      ({ client }) =>
        client.accounts.close(id),
  ),
  account.map(
    (id): Step =>
      ({ client }) =>
        client.accounts.getStatements(id),
  ),
  account.map(
    (id): Step =>
      ({ client }) =>
        client.invoices.listByAccount(id).toArray(),
  ),
  fc.tuple(email, value).map(
    ([mail, creditLimit]): Step =>
      ({ client }) =>
        client.accounts.open({
          document: '22222222222',
          documentType: 'CPF',
          email: mail,
          creditLimit,
          tolerance: 0.1,
        }),
  ),
  fc.tuple(account, email, value).map(
    ([id, mail, creditLimit]): Step =>
      ({ client }) =>
        client.accounts.update(id, { email: mail, creditLimit }),
  ),
  fc.tuple(account, value).map(
    ([id, amount]): Step =>
      ({ client }) =>
        client.accounts.changeCreditLimit(id, { value: amount }),
  ),
  fc.tuple(account, fc.constantFrom(0, 0.1, 0.333)).map(
    ([id, rate]): Step =>
      ({ client }) =>
        client.accounts.changeTolerance(id, { value: rate }),
  ),
  fc.tuple(account, value, pick).map(
    ([id, amount, at]): Step =>
      ({ client }) =>
        client.accounts.decreaseBalance(id, { statementId: `s${at}`, value: -amount }),
  ),
  fc.tuple(account, email).map(
    ([id, mail]): Step =>
      ({ client }) =>
        client.accounts.holders.add(id, { claims: { email: mail } }),
  ),
  fc.tuple(account, value, fc.boolean(), fc.integer({ min: 1, max: 4 })).map(
    ([id, amount, settle, installments]): Step =>
      async ({ client }, { transactions }) => {
        const hold = await client.transactions.preAuthorize(id, { value: amount, settle, installments });
        transactions.push(hold.id);
        return hold;
      },
  ),
  fc.tuple(account, pick, value).map(
    ([id, at, amount]): Step =>
      ({ client }, made) =>
        client.transactions.updatePreAuthorization(ref(id, at, made), { value: amount, settle: true }),
  ),
  fc.tuple(account, pick).map(
    ([id, at]): Step =>
      ({ client }, made) =>
        client.transactions.cancelPreAuthorization(ref(id, at, made)),
  ),
  fc.tuple(account, pick, value).map(
    ([id, at, amount]): Step =>
      ({ client }, made) =>
        client.transactions.settle(ref(id, at, made), { value: amount }),
  ),
  fc.tuple(account, pick, value).map(
    ([id, at, amount]): Step =>
      ({ client }, made) =>
        client.transactions.refund(ref(id, at, made), { value: amount }),
  ),
  pick.map(
    (at): Step =>
      async ({ client }) =>
        client.invoices.markAsPaid(await invoiceAt(client, at)),
  ),
  pick.map(
    (at): Step =>
      async ({ client }) =>
        client.invoices.cancel(await invoiceAt(client, at)),
  ),
  fc.tuple(pick, fc.constantFrom('Opened' as const, 'Paid' as const, 'Cancelled' as const)).map(
    ([at, status]): Step =>
      async ({ client }) =>
        client.invoices.update(await invoiceAt(client, at), { status, observation: 'x' }),
  ),
  fc.tuple(pick, fc.constantFrom(0, 1, 15, 31)).map(
    ([at, dueDays]): Step =>
      async ({ client }) =>
        client.invoices.postpone(await invoiceAt(client, at), { dueDays }),
  ),
  fc.boolean().map(
    (enabled): Step =>
      ({ client }) =>
        client.storeConfig.update({
          postponementEnabled: enabled,
          invoicePostponementLimit: 2,
          maxPostponementDays: 30,
        }),
  ),
  fc.boolean().map(
    (enabled): Step =>
      ({ client }) =>
        client.storeConfig.merge({
          toleranceEnabled: enabled,
          automaticCheckingAccountCreationEnabled: enabled,
        }),
  ),
  fc.constant<Step>(({ client }) => client.invoices.summarize()),
  fc.constant<Step>(({ client }) => client.invoices.list({ status: 'Overdue' }).toArray()),
  fc.integer({ min: 1, max: 400 }).map(
    (hours): Step =>
      async ({ control }) =>
        control.clock.advance({ hours }),
  ),
);

/** What a step came to, as far as a caller can tell. */
async function outcomeOf(act: Promise<unknown>): Promise<unknown> {
  try {
    return { value: await act };
  } catch (error) {
    if (!isCustomerCreditError(error)) throw error;
    return { error: error.toJSON(), text: String(error) };
  }
}

async function transcript(store: ReferenceStore, steps: readonly Step[]): Promise<unknown[]> {
  const made: Made = { transactions: [] };
  const told: unknown[] = [];
  for (const each of steps) told.push(await outcomeOf(each(store, made)));
  return told;
}

const child = await childAdapter();
const socket = await overSocket();
const msw = overMsw();
beforeAll(() => msw.server.listen({ onUnhandledFrame: 'bypass' }));
afterAll(async () => {
  msw.server.close();
  await socket.server.close();
  await child[Symbol.asyncDispose]();
});

describe('the same steps through every adapter', () => {
  it('come to the same values, errors and end', async () => {
    const seen = { done: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40, size: 'max' }), async (steps) => {
        // The program makes ids from the name of the store.
        const options = { now: start, seed, idSeed: `/${child.next()}` };
        const reference = inMemory.open(options);
        const told = await transcript(reference, steps);
        const end = reference.control.snapshot();
        const others = [overHttp, msw.adapter, socket.adapter, child].map(async (adapter) => {
          const store = await adapter.open(options);
          expect(await transcript(store, steps)).toEqual(told);
          expect(await store.control.snapshot()).toEqual(end);
        });
        await Promise.all(others);
        for (const outcome of told)
          seen[JSON.stringify(outcome).startsWith('{"error"') ? 'refused' : 'done'] += 1;
      }),
      { numRuns: 60 },
    );
    // Neither a run of refusals alone nor one without any would show much.
    expect(seen.done).toBeGreaterThan(250);
    expect(seen.refused).toBeGreaterThan(250);
  }, 400_000);
});
