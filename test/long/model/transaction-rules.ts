import {
  DAY,
  type ModelAccount,
  type ModelInvoice,
  type ModelTransaction,
  sum,
  type Verdict,
  type World,
} from './world.ts';

export interface HoldTerms {
  readonly value: number;
  readonly settle: boolean;
  readonly installments: number;
  /** Milliseconds from now; left out: one day. Has no meaning with `settle`. */
  readonly lasts: number | undefined;
}

const lastsOf = ({ settle, lasts = DAY }: HoldTerms): number => (settle ? 30 * DAY : lasts);

function refusals(reasons: ReadonlyArray<readonly [boolean, number]>): Verdict {
  const [first, ...others] = reasons.filter(([holds]) => holds).map(([, status]) => status);
  return first === undefined ? 'done' : [first, ...others];
}

/** Takes a hold; `id` is what it was called, by the caller or by the answer. */
export function hold(world: World, accountId: string, id: string, terms: HoldTerms): Verdict {
  const known = world.accounts.get(accountId);
  if (known === undefined && !world.config.bornByHold) return [404];
  const fits = known === undefined ? terms.value <= world.config.bornWith : world.fits(known, terms.value);
  const verdict = refusals([
    [!fits, 409],
    [lastsOf(terms) <= 0, 400],
  ]);
  if (verdict !== 'done') return verdict;
  const [, document] = /^(.+)_CPF$/.exec(accountId) ?? [];
  const account = known ?? world.addAccount(accountId, '', document, world.config.bornWith, 0);
  account.transactions.set(id, {
    id,
    state: 'held',
    first: terms.value,
    value: terms.value,
    settle: terms.settle,
    installments: terms.installments,
    expires: world.now + lastsOf(terms),
    captured: 0,
    refunded: 0,
    orderId: undefined,
    invoices: [],
  });
  return 'done';
}

/** Changes a hold, or takes one under an id that is not known. */
export function changeHold(world: World, accountId: string, id: string, terms: HoldTerms): Verdict {
  const account = world.accounts.get(accountId);
  const transaction = account?.transactions.get(id);
  if (account === undefined || transaction === undefined) return hold(world, accountId, id, terms);
  if (!world.isHeld(transaction)) return [409];
  const growth = terms.value - transaction.value;
  const { growth: rate } = world.config;
  const tooMuchGrowth = rate > 0 && terms.value * 1000 > transaction.first * (1000 + rate);
  const keepsExpiry = terms.settle === transaction.settle && (terms.settle || terms.lasts === undefined);
  const verdict = refusals([
    [growth > 0 && (tooMuchGrowth || !world.fits(account, growth)), 409],
    [!keepsExpiry && lastsOf(terms) <= 0, 400],
  ]);
  if (verdict !== 'done') return verdict;
  transaction.value = terms.value;
  transaction.settle = terms.settle;
  transaction.installments = terms.installments;
  if (!keepsExpiry) transaction.expires = world.now + lastsOf(terms);
  return 'done';
}

export function cancelHold(world: World, accountId: string, id: string): Verdict {
  const transaction = world.accounts.get(accountId)?.transactions.get(id);
  if (transaction === undefined) return [404];
  if (transaction.state === 'cancelled') return 'done';
  if (transaction.state === 'captured' || transaction.settle) return [409];
  transaction.state = 'cancelled';
  return 'done';
}

/** Stands for the order number that the reference makes for a transaction. */
export const madeOrder = (transactionId: string): string => `made for ${transactionId}`;

/** New invoices for an amount: as many as the instalments, the odd cents on the first ones, none below a cent. */
function issue(world: World, account: ModelAccount, transaction: ModelTransaction, amount: number): void {
  transaction.orderId ??= madeOrder(transaction.id);
  const parts = Math.min(amount, transaction.installments);
  const share = Math.floor(amount / parts);
  for (let at = 0; at < parts; at += 1) {
    const installment = transaction.invoices.length + 1;
    const due = world.now + 30 * DAY * (at + 1);
    const invoice: ModelInvoice = {
      id: `${transaction.id}-${installment < 10 ? '0' : ''}${installment}`,
      transactionId: transaction.id,
      installment,
      createdAt: world.now,
      value: at < amount % parts ? share + 1 : share,
      status: 'Opened',
      updatedAt: world.now,
      resolvedAt: undefined,
      originalDue: due,
      due,
      postponements: 0,
      postponedDays: 0,
      observation: undefined,
      orderId: transaction.orderId,
    };
    transaction.invoices.push(invoice);
    world.invoices.push({ account, invoice });
  }
}

const openOf = ({ invoices }: ModelTransaction): ModelInvoice[] =>
  invoices.filter(({ status }) => status === 'Opened');

/** Takes an amount off the open invoices, the last instalment first. What none of them is worth is left over. */
function takeOff(world: World, transaction: ModelTransaction, amount: number): void {
  let left = amount;
  for (const invoice of openOf(transaction).reverse()) {
    if (left === 0) return;
    const off = Math.min(left, invoice.value);
    invoice.value -= off;
    left -= off;
    invoice.updatedAt = world.now;
    if (invoice.value > 0) continue;
    invoice.status = 'Cancelled';
    invoice.resolvedAt = world.now;
  }
}

export function settle(world: World, accountId: string, id: string, value: number): Verdict {
  const account = world.accounts.get(accountId);
  const transaction = account?.transactions.get(id);
  if (account === undefined || transaction === undefined) return [404];
  if (transaction.state === 'captured') return settleAgain(world, account, transaction, value);
  if (!world.isHeld(transaction)) return [409];
  if (value > transaction.value && !world.fits(account, value - transaction.value)) return [409];
  transaction.state = 'captured';
  transaction.captured = value;
  issue(world, account, transaction, value);
  world.write(account, 'Invoice', -value);
  return 'done';
}

function settleAgain(
  world: World,
  account: ModelAccount,
  transaction: ModelTransaction,
  value: number,
): Verdict {
  const more = value - transaction.captured;
  if (more === 0) return 'done';
  if (more > 0) {
    const made = Math.min(more, transaction.installments);
    if (!world.fits(account, more) || transaction.invoices.length + made > 99) return [409];
    issue(world, account, transaction, more);
  } else {
    const open = sum(openOf(transaction).map((invoice) => invoice.value));
    if (-more > open || value < transaction.refunded) return [409];
    takeOff(world, transaction, -more);
  }
  transaction.captured = value;
  world.write(account, 'Invoice', -more);
  return 'done';
}

export function refund(world: World, accountId: string, id: string, value: number): Verdict {
  const account = world.accounts.get(accountId);
  const transaction = account?.transactions.get(id);
  if (account === undefined || transaction === undefined) return [404];
  if (transaction.state !== 'captured' || value > transaction.captured - transaction.refunded) return [409];
  transaction.refunded += value;
  takeOff(world, transaction, value);
  world.write(account, 'Invoice', value);
  return 'done';
}

export function setOrder(transaction: ModelTransaction, orderId: string): Verdict {
  transaction.orderId = orderId;
  for (const invoice of transaction.invoices) invoice.orderId = orderId;
  return 'done';
}
