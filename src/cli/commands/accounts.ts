import { Command, Option } from 'commander';
import { accountIdOf } from '../../api/accounts/id.ts';
import { amountText } from '../../bulk/csv/format/amount.ts';
import {
  type Account,
  type AccountOpening,
  type CustomerCreditError,
  isCustomerCreditError,
} from '../../index.ts';
import { exitCodes } from '../exit.ts';
import {
  amount,
  changeOptions,
  fraction,
  limitOption,
  storeOptions,
  usualLimit,
  withOptions,
} from '../options.ts';
import { type ChangeOptions, inSession, type Session, type SessionOptions } from '../session.ts';
import { counted } from '../terminal/text.ts';
import { recordText, showItems, type View } from '../terminal/view.ts';
import { heads } from '../terminal/words.ts';
import { applyCommand, exportCommand, planCommand } from './bulk-commands.ts';
import { type Change, runChange } from './change.ts';
import { exportAccountFile } from './invoices-export.ts';
import { listedAccounts } from './listed.ts';

const amountOf = (value: number, { locale }: Session): string => amountText(value, locale);

const accountView: View<Account> = {
  json: (account) => account,
  columns: [
    { head: 'account', cell: ({ id }) => id },
    { head: 'email', cell: ({ email }) => email },
    { head: 'status', cell: ({ status }) => status, pipeOnly: true },
    { head: 'document', cell: ({ document }) => document ?? '', pipeOnly: true },
    { head: 'documentType', cell: ({ documentType }) => documentType ?? '', pipeOnly: true },
    { head: 'limit', align: 'right', cell: ({ creditLimit }, session) => amountOf(creditLimit, session) },
    {
      head: 'available',
      align: 'right',
      cell: ({ availableCredit }, session) => amountOf(availableCredit, session),
    },
    {
      head: 'reserved',
      align: 'right',
      cell: ({ preAuthorizedCredit }, session) => amountOf(preAuthorizedCredit, session),
    },
    { head: 'tolerance', align: 'right', cell: ({ tolerance }) => String(tolerance) },
    { head: 'balance', align: 'right', cell: ({ balance }, session) => amountOf(balance, session) },
    { head: 'opened', cell: ({ createdAt }) => createdAt, pipeOnly: true },
  ],
};

/** An account as names and values. */
function accountText(account: Account, session: Session, terminal: boolean): string {
  const words = heads[session.locale];
  return recordText(
    accountView.columns.map(
      ({ head, cell, whole = cell }) => [words[head], whole(account, session)] as const,
    ),
    terminal,
  );
}

interface ListOptions {
  readonly email?: string | undefined;
  readonly document?: string | undefined;
  readonly limit: number;
}

const listCommand = (): Command =>
  withOptions(
    new Command('list').description('Lists accounts.'),
    new Option('--email <email>', 'only that of one e-mail'),
    new Option('--document <document>', 'only that of one document'),
    limitOption(usualLimit),
    ...storeOptions(),
  ).action((options: SessionOptions & ListOptions) =>
    inSession(options, async (session) => {
      let matches = 0;
      const { email, document, limit } = options;
      const accounts = listedAccounts(session, { email, document, limit }, ({ count }) => {
        matches = count;
      });
      const count = await showItems(session, accountView, accounts);
      const rest =
        count < matches
          ? `The first ${count} of ${counted(matches, 'accounts')}. --limit all shows the rest.`
          : `${counted(count, 'accounts')}.`;
      session.output.note(count === 0 ? 'No accounts.' : rest);
      return exitCodes.done;
    }),
  );

const showCommand = (): Command =>
  withOptions(
    new Command('show').description('Shows an account.').argument('<account>', "the account's id"),
    ...storeOptions(),
  ).action((id: string, options: SessionOptions) =>
    inSession(options, async (session) => {
      const { client, output, signal } = session;
      const account = await client.accounts.get(id, { signal });
      if (output.json) await output.record(account);
      else await output.line(accountText(account, session, output.terminal));
      return exitCodes.done;
    }),
  );

type Part = Pick<Change, 'words' | 'unchanged' | 'obstacles' | 'notes'> & {
  readonly send: () => Promise<object>;
};

/** The change of one account that is read first. */
async function accountChange(
  session: Session,
  action: string,
  id: string,
  part: (account: Account) => Promise<Part>,
): Promise<Change> {
  const account = await session.client.accounts.get(id, { signal: session.signal });
  const { send, ...rest } = await part(account);
  return {
    ...rest,
    action: `accounts ${action}`,
    ids: { creditAccountId: account.id },
    present: { account },
    shown: accountText(account, session, true),
    make: async () => ({ account: await send() }),
  };
}

interface OpenOptions extends ChangeOptions {
  readonly document: string;
  readonly documentType: string;
  readonly email: string;
  readonly creditLimit: number;
  readonly tolerance?: number | undefined;
}

async function openingOf(session: Session, options: OpenOptions, dryRun: boolean): Promise<Change> {
  const { client, signal } = session;
  const { document, documentType, email, creditLimit, tolerance } = options;
  const opening: AccountOpening = { document, documentType, email, creditLimit, tolerance };
  const id = accountIdOf(document, documentType);
  const isAbsent = (error: CustomerCreditError): boolean => error.code === 'not_found';
  const present = dryRun
    ? await client.accounts.get(id, { signal }).catch((error: unknown) => {
        if (isCustomerCreditError(error) && isAbsent(error)) return undefined;
        throw error;
      })
    : undefined;
  return {
    action: 'accounts open',
    words: `open the account ${id} with a limit of ${amountOf(creditLimit, session)}`,
    ids: { creditAccountId: id },
    present: { opening },
    shown: recordText(
      Object.entries(opening).map(([name, value]) => [name, String(value ?? '')] as const),
      true,
    ),
    obstacles: present === undefined ? [] : [`the account ${id} is open already (code 1099)`],
    make: async () => ({ account: await client.accounts.open(opening, { signal }) }),
  };
}

const openCommand = (): Command =>
  withOptions(
    new Command('open').description('Opens an account. Its id is the document and its type.'),
    new Option('--document <text>', 'such as a CPF or a CNPJ').makeOptionMandatory(),
    new Option('--document-type <text>', 'CPF, CNPJ or Other').default('CPF'),
    new Option('--email <email>', "the customer's e-mail").makeOptionMandatory(),
    new Option('--credit-limit <amount>', "in the store's currency").argParser(amount).makeOptionMandatory(),
    new Option('--tolerance <fraction>', 'such as 0.1 or 10%').argParser(fraction),
    ...changeOptions(),
    ...storeOptions(),
  ).action((options: OpenOptions) =>
    runChange(options, (session, dryRun) => openingOf(session, options, dryRun)),
  );

const changeCommand = (name: string, description: string): Command =>
  withOptions(
    new Command(name).description(description).argument('<account>', "the account's id"),
    ...changeOptions(),
    ...storeOptions(),
  );

const limitCommand = (): Command =>
  changeCommand('limit', 'Sets the credit limit of an account.')
    .argument('<amount>', "in the store's currency, such as 1500.50", amount)
    .action((id: string, value: number, options: ChangeOptions) =>
      runChange(options, (session) =>
        accountChange(session, 'limit', id, async (account) => {
          const used = account.creditLimit - account.availableCredit;
          return {
            words: `set the limit of ${account.id} from ${amountOf(account.creditLimit, session)} to ${amountOf(value, session)}`,
            unchanged:
              account.creditLimit === value ? `the limit of ${account.id} is that already` : undefined,
            obstacles: [],
            notes: value < used ? [`${amountOf(used, session)} are in use: nothing will be available`] : [],
            send: () =>
              session.client.accounts.changeCreditLimit(account.id, { value }, { signal: session.signal }),
          };
        }),
      ),
    );

const toleranceCommand = (): Command =>
  changeCommand('tolerance', 'Sets by how much an account may exceed its limit.')
    .argument('<fraction>', 'such as 0.1 or 10%', fraction)
    .action((id: string, value: number, options: ChangeOptions) =>
      runChange(options, (session, dryRun) =>
        accountChange(session, 'tolerance', id, async (account) => {
          const { client, signal } = session;
          const enabled = !dryRun || (await client.storeConfig.get({ signal })).toleranceEnabled;
          return {
            words: `set the tolerance of ${account.id} from ${account.tolerance} to ${value}`,
            unchanged:
              account.tolerance === value ? `the tolerance of ${account.id} is that already` : undefined,
            obstacles: [],
            notes: enabled ? [] : ['the store has toleranceEnabled=false, so that no tolerance counts'],
            send: () => client.accounts.changeTolerance(account.id, { value }, { signal }),
          };
        }),
      ),
    );

const closeCommand = (): Command =>
  changeCommand(
    'close',
    'Closes an account for good: its invoices, statements and holders go with it.',
  ).action((id: string, options: ChangeOptions) =>
    runChange(options, (session) =>
      accountChange(session, 'close', id, async (account) => {
        const { client, signal } = session;
        const open = await client.invoices.list(
          { creditAccountId: account.id, status: 'Opened' },
          { signal },
        );
        const { count } = open.summary;
        const reserved = account.preAuthorizedCredit;
        return {
          words: `close ${account.id} for good`,
          obstacles: [],
          notes: [
            ...(count > 0 ? [`${counted(count, 'open invoices')} will be gone`] : []),
            ...(reserved > 0 ? [`holds of ${amountOf(reserved, session)} will be gone`] : []),
          ],
          send: () => client.accounts.close(account.id, undefined, { signal }),
        };
      }),
    ),
  );

/** `accounts …`: one by one, and many by CSV. */
export function accountsCommand(): Command {
  return new Command('accounts')
    .description('Lists, opens and changes the accounts of a store, one by one or by CSV.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(openCommand())
    .addCommand(limitCommand())
    .addCommand(toleranceCommand())
    .addCommand(closeCommand())
    .addCommand(exportCommand(exportAccountFile, 'accounts', []))
    .addCommand(planCommand('accounts'))
    .addCommand(applyCommand('accounts'));
}
