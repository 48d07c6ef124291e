import { Command, Option } from 'commander';
import { amountText } from '../../bulk/csv/format/amount.ts';
import type { PreAuthorizationInput } from '../../index.ts';
import { exceeds, toCents } from '../../values/money.ts';
import { amount, changeOptions, date, storeOptions, wholeFromOne, withOptions } from '../options.ts';
import type { ChangeOptions, Session } from '../session.ts';
import { oneLine } from '../terminal/text.ts';
import { type Change, runChange } from './change.ts';

interface HoldOptions extends ChangeOptions {
  readonly installments: number;
  readonly settle?: boolean | undefined;
  readonly expires?: string | undefined;
}

/** Why an account cannot take a hold, for sure. */
async function holdObstacles(
  { client, signal, locale }: Session,
  id: string,
  value: number,
): Promise<string[]> {
  const [account, config] = await Promise.all([
    client.accounts.get(id, { signal }),
    client.storeConfig.get({ signal }),
  ]);
  const limit = toCents(account.creditLimit);
  const used = limit - toCents(account.availableCredit);
  const rate = config.toleranceEnabled ? account.tolerance : 0;
  if (!exceeds(used + toCents(value), limit, rate)) return [];
  const with_ = config.toleranceEnabled
    ? `with a tolerance of ${account.tolerance}`
    : 'without tolerance (the store has toleranceEnabled=false)';
  return [
    `${amountText(value, locale)} do not fit: ${amountText(account.availableCredit, locale)} of ${amountText(account.creditLimit, locale)} are available, ${with_}`,
  ];
}

const installmentsOption = (): Option =>
  new Option('--installments <number>', 'how many invoices a settlement makes').argParser(wholeFromOne);

const kindOptions = (): Option[] => [
  new Option('--settle', 'for an order, for at most 30 days; such a hold cannot be canceled'),
  new Option(
    '--expires <date>',
    'when it ends by itself (default: after a day); not with --settle',
  ).argParser(date),
];

const holdOf = (
  value: number,
  { installments, settle = false, expires }: HoldOptions,
): PreAuthorizationInput => ({
  value,
  settle,
  installments,
  ...(expires === undefined ? {} : { expirationDate: expires }),
});

const placeCommand = (): Command =>
  withOptions(
    new Command('place')
      .description("Holds an amount of an account's credit.")
      .argument('<account>', "the account's id")
      .argument('<amount>', "in the store's currency, such as 1500.50", amount),
    installmentsOption().default(1),
    ...kindOptions(),
    ...changeOptions(),
    ...storeOptions(),
  ).action((id: string, value: number, options: HoldOptions) =>
    runChange(options, async (session, dryRun) => {
      const { client, signal, locale } = session;
      const hold = holdOf(value, options);
      return {
        action: 'holds place',
        words: `hold ${amountText(value, locale)} of ${oneLine(id)}`,
        ids: { creditAccountId: id },
        present: { hold },
        shown: `${oneLine(id)}: ${amountText(value, locale)}`,
        obstacles: dryRun ? await holdObstacles(session, id, value) : [],
        make: async () => ({ hold: await client.transactions.preAuthorize(id, hold, { signal }) }),
        result: (made) => ('hold' in made ? `Transaction: ${idOf(made.hold)}` : undefined),
      };
    }),
  );

const idOf = (made: unknown): string =>
  typeof made === 'object' && made !== null && 'id' in made ? oneLine(String(made.id)) : '';

interface Ref {
  readonly creditAccountId: string;
  readonly transactionId: string;
}

/** A command on a hold that is named. No operation of the API reads one, so nothing is looked at before. */
function holdCommand(
  name: string,
  description: string,
  describe: (session: Session, transaction: Ref, value: number) => Pick<Change, 'words' | 'make'>,
  takesAmount = true,
): Command {
  const command = new Command(name)
    .description(description)
    .argument('<account>', "the account's id")
    .argument('<transaction>', 'the id of the hold');
  if (takesAmount) command.argument('<amount>', "in the store's currency, such as 1500.50", amount);
  return withOptions(command, ...changeOptions(), ...storeOptions()).action((...given: unknown[]) => {
    const [creditAccountId, transactionId, value] = given;
    const transaction = { creditAccountId: String(creditAccountId), transactionId: String(transactionId) };
    const options: ChangeOptions = command.opts();
    return runChange(options, async (session) => ({
      action: `holds ${name}`,
      ids: transaction,
      present: takesAmount ? { value } : {},
      shown: `${oneLine(transaction.creditAccountId)}: ${oneLine(transaction.transactionId)}`,
      obstacles: [],
      ...describe(session, transaction, Number(value)),
    }));
  });
}

const nameOf = ({ transactionId }: Ref): string => `the hold ${oneLine(transactionId)}`;

/** The API replaces a hold as a whole, and reads none: what is left out would become its usual value. */
const changeCommand = (): Command =>
  withOptions(
    new Command('change')
      .description('Changes a hold as a whole: what it was placed with has to be given again.')
      .argument('<account>', "the account's id")
      .argument('<transaction>', 'the id of the hold')
      .argument('<amount>', "in the store's currency, such as 1500.50", amount),
    installmentsOption().makeOptionMandatory(),
    ...kindOptions(),
    ...changeOptions(),
    ...storeOptions(),
  ).action((creditAccountId: string, transactionId: string, value: number, options: HoldOptions) =>
    runChange(options, async ({ client, signal, locale }) => {
      const transaction = { creditAccountId, transactionId };
      const hold = holdOf(value, options);
      return {
        action: 'holds change',
        words: `change ${nameOf(transaction)} to ${amountText(value, locale)}`,
        ids: transaction,
        present: { hold },
        shown: `${oneLine(creditAccountId)}: ${oneLine(transactionId)}`,
        obstacles: [],
        make: async () => ({
          hold: await client.transactions.updatePreAuthorization(transaction, hold, { signal }),
        }),
      };
    }),
  );

/** `holds …`: what orders reserve. */
export function holdsCommand(): Command {
  return new Command('holds')
    .description('Holds credit (pre-authorizations), and turns what is held into invoices.')
    .addCommand(placeCommand())
    .addCommand(changeCommand())
    .addCommand(
      holdCommand(
        'cancel',
        'Releases a hold that was placed without --settle.',
        ({ client, signal }, transaction) => ({
          words: `cancel ${nameOf(transaction)}`,
          make: async () => {
            await client.transactions.cancelPreAuthorization(transaction, { signal });
            return {};
          },
        }),
        false,
      ),
    )
    .addCommand(
      holdCommand(
        'settle',
        'Turns a hold into invoices, one for each installment.',
        ({ client, signal, locale }, transaction, value) => ({
          words: `settle ${amountText(value, locale)} of ${nameOf(transaction)}`,
          make: async () => ({
            settlement: await client.transactions.settle(transaction, { value }, { signal }),
          }),
        }),
      ),
    )
    .addCommand(
      holdCommand(
        'refund',
        'Gives back part or all of what was settled.',
        ({ client, signal, locale }, transaction, value) => ({
          words: `refund ${amountText(value, locale)} of ${nameOf(transaction)}`,
          make: async () => ({
            refund: await client.transactions.refund(transaction, { value }, { signal }),
          }),
        }),
      ),
    );
}
