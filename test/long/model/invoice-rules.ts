import { DAY, type ModelAccount, type ModelInvoice, type Status, type Verdict, type World } from './world.ts';

interface Found {
  readonly account: ModelAccount;
  readonly invoice: ModelInvoice;
}

function find(world: World, accountId: string, id: string): Found | undefined {
  return world.invoices.find(({ account, invoice }) => account.id === accountId && invoice.id === id);
}

/** The table of transitions: `same` changes nothing, `no` is refused. */
const transitions: Readonly<Record<Status, Readonly<Record<Status, 'same' | 'no' | 'resolve' | 'reopen'>>>> =
  {
    Opened: { Opened: 'same', Paid: 'resolve', Cancelled: 'resolve' },
    Paid: { Opened: 'reopen', Paid: 'no', Cancelled: 'no' },
    Cancelled: { Opened: 'no', Paid: 'no', Cancelled: 'same' },
  };

function turn(world: World, { account, invoice }: Found, to: Status): boolean {
  const transition = transitions[invoice.status][to];
  if (transition === 'same' || transition === 'no') return transition === 'same';
  invoice.status = to;
  invoice.updatedAt = world.now;
  invoice.resolvedAt = transition === 'resolve' ? world.now : undefined;
  world.write(
    account,
    to === 'Cancelled' ? 'Invoice' : 'Payment',
    transition === 'reopen' ? -invoice.value : invoice.value,
  );
  return true;
}

export function turnInvoice(world: World, accountId: string, id: string, to: Status): Verdict {
  const found = find(world, accountId, id);
  if (found === undefined) return [404];
  return turn(world, found, to) ? 'done' : [409];
}

export interface InvoiceChange {
  readonly status: Status | undefined;
  readonly observation: string | undefined;
}

export function changeInvoice(world: World, accountId: string, id: string, change: InvoiceChange): Verdict {
  const found = find(world, accountId, id);
  if (found === undefined) return [404];
  const { status, observation } = change;
  if (status !== undefined && !turn(world, found, status)) return [409];
  const { invoice } = found;
  if (observation === undefined || observation === invoice.observation) return 'done';
  invoice.observation = observation;
  invoice.updatedAt = world.now;
  return 'done';
}

export function postpone(world: World, accountId: string, id: string, days: number): Verdict {
  const found = find(world, accountId, id);
  if (found === undefined) return [404];
  const { invoice } = found;
  const { postponable, postponements, postponedDays } = world.config;
  const allowed =
    postponable &&
    invoice.status === 'Opened' &&
    invoice.postponements < postponements &&
    invoice.postponedDays + days <= postponedDays;
  if (!allowed) return [409];
  invoice.due += days * DAY;
  invoice.postponements += 1;
  invoice.postponedDays += days;
  invoice.updatedAt = world.now;
  return 'done';
}
