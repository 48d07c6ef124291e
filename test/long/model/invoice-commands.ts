import fc from 'fast-check';
import * as accounts from './account-rules.ts';
import { at, money, pickInvoice } from './arbitraries.ts';
import { type Command, command } from './command.ts';
import * as rules from './invoice-rules.ts';
import { DAY, type World } from './world.ts';

export const invoiceCommands: ReadonlyArray<fc.Arbitrary<Command>> = [
  fc.record({ at }).map((given) =>
    command('pay', given, (world, { client }) => {
      const ref = pickInvoice(world, given.at);
      return {
        account: ref.creditAccountId,
        act: () => client.invoices.markAsPaid(ref),
        judge: () => rules.turnInvoice(world, ref.creditAccountId, ref.id, 'Paid'),
      };
    }),
  ),
  fc.record({ at }).map((given) =>
    command('cancel', given, (world, { client }) => {
      const ref = pickInvoice(world, given.at);
      return {
        account: ref.creditAccountId,
        act: () => client.invoices.cancel(ref),
        judge: () => rules.turnInvoice(world, ref.creditAccountId, ref.id, 'Cancelled'),
      };
    }),
  ),
  fc
    .record({
      at,
      status: fc.constantFrom(undefined, 'Opened' as const, 'Paid' as const, 'Cancelled' as const),
      observation: fc.constantFrom(undefined, 'by wire', 'ç€'),
    })
    .filter(({ status, observation }) => status !== undefined || observation !== undefined)
    .map((given) =>
      command('change invoice', given, (world, { client }) => {
        const ref = pickInvoice(world, given.at);
        const { status, observation } = given;
        return {
          account: ref.creditAccountId,
          act: () => client.invoices.update(ref, { status, observation }),
          judge: () => rules.changeInvoice(world, ref.creditAccountId, ref.id, given),
        };
      }),
    ),
  fc.record({ at, dueDays: fc.constantFrom(1, 1, 5, 10, 15, 31) }).map((given) =>
    command('postpone', given, (world, { client }) => {
      const ref = pickInvoice(world, given.at);
      return {
        account: ref.creditAccountId,
        act: () => client.invoices.postpone(ref, { dueDays: given.dueDays }),
        judge: () => rules.postpone(world, ref.creditAccountId, ref.id, given.dueDays),
      };
    }),
  ),
];

function next(moments: readonly number[], now: number): number {
  const coming = moments.filter((moment) => moment > now);
  return coming.length === 0 ? now + DAY : Math.min(...coming);
}

const nextExpiry = ({ accounts: all, now }: World): number =>
  next(
    [...all.values()].flatMap(({ transactions }) => [...transactions.values()].map(({ expires }) => expires)),
    now,
  );

const nextDue = ({ invoices, now }: World): number =>
  next(
    invoices.map(({ invoice }) => invoice.due),
    now,
  );

/** Time and the store's configuration, which nobody can be refused. */
export const storeCommands: ReadonlyArray<fc.Arbitrary<Command>> = [
  fc.record({ milliseconds: fc.constantFrom(1, 120, 3_600_000, DAY - 1, DAY, 7 * DAY) }).map((given) =>
    command('advance', given, (world, { control }) => ({
      act: async () => control.clock.advance(given.milliseconds),
      judge: () => {
        world.now += given.milliseconds;
        return 'done';
      },
    })),
  ),
  fc.record({ by: fc.constantFrom(-1, 0, 1), due: fc.boolean() }).map((given) =>
    command('advance to a date', given, (world, { control }) => {
      const to = Math.max(world.now, (given.due ? nextDue(world) : nextExpiry(world)) + given.by);
      return {
        act: async () => control.clock.set(to),
        judge: () => {
          world.now = to;
          return 'done';
        },
      };
    }),
  ),
  fc
    .record({
      toleranceEnabled: fc.boolean(),
      growth: fc.constantFrom(0, 100, 333),
      bornByHold: fc.boolean(),
      bornWith: fc.constantFrom(200_000, 50),
    })
    .map((given) =>
      command('configure credit', given, (world, { client }) => ({
        act: () =>
          client.storeConfig.merge({
            toleranceEnabled: given.toleranceEnabled,
            maxPreAuthorizationGrowthRate: given.growth / 1000,
            automaticCheckingAccountCreationEnabled: given.bornByHold,
            defaultCreditValue: money(given.bornWith),
          }),
        judge: () => accounts.configure(world, given),
      })),
    ),
  fc
    .record({
      postponable: fc.constantFrom(true, true, true, false),
      postponements: fc.constantFrom(0, 1, 3, 3),
      postponedDays: fc.constantFrom(0, 15, 30, 100),
    })
    .map((given) =>
      command('configure postponement', given, (world, { client }) => ({
        act: () =>
          client.storeConfig.update({
            postponementEnabled: given.postponable,
            invoicePostponementLimit: given.postponements,
            maxPostponementDays: given.postponedDays,
          }),
        judge: () => accounts.configure(world, given),
      })),
    ),
];
