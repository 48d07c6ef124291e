import type { ModelAccount, ModelConfig, Verdict, World } from './world.ts';

/** What may be spent with the tolerance, half a cent rounded up. */
const spendable = ({ limit, tolerance }: ModelAccount): number =>
  limit + Math.round((limit * tolerance) / 1000);

function changeTerms(world: World, account: ModelAccount, limit: number, tolerance: number): void {
  const before = spendable(account);
  account.limit = limit;
  account.tolerance = tolerance;
  account.updatedAt = world.now;
  const change = spendable(account) - before;
  if (change !== 0) world.write(account, 'Credit', change);
}

export interface Opening {
  readonly document: string;
  readonly email: string;
  readonly limit: number;
  readonly tolerance: number;
}

export function openAccount(world: World, { document, email, limit, tolerance }: Opening): Verdict {
  const id = `${document}_CPF`;
  if (world.accounts.has(id)) return [409];
  world.addAccount(id, email, document, limit, tolerance);
  return 'done';
}

export interface Update {
  readonly email: string;
  readonly document: string | undefined;
  readonly limit: number | undefined;
  readonly tolerance: number | undefined;
}

export function updateAccount(world: World, id: string, update: Update): Verdict {
  const { email, document, limit, tolerance } = update;
  const account = world.accounts.get(id);
  if (account === undefined) {
    world.addAccount(id, email, document, limit ?? 10_000, tolerance ?? 0);
    return 'done';
  }
  const limitAfter = limit ?? account.limit;
  const toleranceAfter = tolerance ?? account.tolerance;
  const sameTerms = limitAfter === account.limit && toleranceAfter === account.tolerance;
  if (sameTerms && email === account.email && document === account.document) return 'done';
  account.email = email;
  account.document = document;
  changeTerms(world, account, limitAfter, toleranceAfter);
  return 'done';
}

export function closeAccount(world: World, id: string): Verdict {
  if (!world.accounts.delete(id)) return [404];
  world.invoices = world.invoices.filter(({ account }) => account.id !== id);
  return 'done';
}

export function changeLimit(world: World, id: string, limit: number): Verdict {
  const account = world.accounts.get(id);
  if (account === undefined) return [404];
  if (limit !== account.limit) changeTerms(world, account, limit, account.tolerance);
  return 'done';
}

export function changeTolerance(world: World, id: string, tolerance: number): Verdict {
  const account = world.accounts.get(id);
  if (account === undefined) return [404];
  if (tolerance !== account.tolerance) changeTerms(world, account, account.limit, tolerance);
  return 'done';
}

export function debit(world: World, id: string, statementId: string, value: number): Verdict {
  const account = world.accounts.get(id);
  if (account === undefined) return [404];
  const before = account.debits.get(statementId);
  if (before !== undefined) return before === value ? 'done' : [409];
  account.debits.set(statementId, value);
  account.balance -= value;
  account.updatedAt = world.now;
  world.write(account, 'Statement', -value);
  return 'done';
}

export function addHolder(world: World, id: string, email: string, holderId: string): Verdict {
  const account = world.accounts.get(id);
  if (account === undefined) return [404];
  if (account.holders.has(email.toLowerCase())) return [409];
  account.holders.set(email.toLowerCase(), holderId);
  return 'done';
}

export function deleteHolder(world: World, id: string, holderId: string): Verdict {
  const account = world.accounts.get(id);
  if (account === undefined) return [404];
  for (const [email, each] of account.holders) {
    if (each !== holderId) continue;
    account.holders.delete(email);
    return 'done';
  }
  return [404];
}

export function configure(world: World, change: Partial<ModelConfig>): Verdict {
  Object.assign(world.config, change);
  return 'done';
}
