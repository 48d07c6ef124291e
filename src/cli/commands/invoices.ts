import { Command, Option } from 'commander';
import {
  changeOptions,
  filterOptions,
  limitOption,
  storeOptions,
  usualLimit,
  wholeFromOne,
  withOptions,
} from '../options.ts';
import { type ChangeOptions, inSession, type SessionOptions } from '../session.ts';
import { UsageError } from '../usage.ts';
import { applyCommand, exportCommand, planCommand } from './bulk-commands.ts';
import { runChange } from './change.ts';
import { cancel, type InvoiceChanger, invoiceChange, link, note, pay, postpone } from './changes.ts';
import { exportInvoiceFile } from './invoices-export.ts';
import { listInvoices } from './invoices-list.ts';
import type { FilterOptions } from './listed.ts';
import { showInvoice } from './show.ts';

interface AccountOption {
  readonly account?: string | undefined;
}

const invoiceArgument = 'its friendly id, such as u8KFsGDk-1; or its id, together with --account';
const accountOption = (): Option => new Option('--account <id>', "the account's id; <invoice> is then an id");

const listCommand = (): Command =>
  withOptions(
    new Command('list').description('Lists invoices.'),
    ...filterOptions(),
    limitOption(usualLimit),
    ...storeOptions(),
  ).action((options: SessionOptions & FilterOptions) =>
    inSession(options, (session) => listInvoices(session, options)),
  );

const showCommand = (): Command =>
  withOptions(
    new Command('show')
      .description('Shows the summary of an invoice.')
      .argument('<invoice>', invoiceArgument),
    accountOption(),
    ...storeOptions(),
  ).action((invoice: string, options: SessionOptions & AccountOption) =>
    inSession(options, (session) => showInvoice(session, { invoice, account: options.account })),
  );

const changing = (
  changer: InvoiceChanger,
  invoice: string,
  options: ChangeOptions & AccountOption,
): Promise<void> =>
  runChange(options, (session, dryRun) =>
    invoiceChange(session, changer, { invoice, account: options.account }, dryRun),
  );

const changeCommand = (name: string, description: string): Command =>
  withOptions(
    new Command(name).description(description).argument('<invoice>', invoiceArgument),
    accountOption(),
    ...changeOptions(),
    ...storeOptions(),
  );

const payCommand = (): Command =>
  changeCommand('pay', 'Marks an invoice as paid.').action(
    (invoice: string, options: ChangeOptions & AccountOption) => changing(pay, invoice, options),
  );

const cancelCommand = (): Command =>
  changeCommand('cancel', 'Cancels an invoice that is not paid.').action(
    (invoice: string, options: ChangeOptions & AccountOption) => changing(cancel, invoice, options),
  );

const postponeCommand = (): Command =>
  changeCommand('postpone', "Moves an invoice's due date, within the limits of the store.")
    .addOption(
      new Option('--days <number>', 'by how many days, from where it is')
        .argParser(wholeFromOne)
        .makeOptionMandatory(),
    )
    .action((invoice: string, options: ChangeOptions & AccountOption & { readonly days: number }) =>
      changing(postpone(options.days), invoice, options),
    );

const linkCommand = (): Command =>
  changeCommand('link', "Sets an invoice's payment link: the customer gets a Pay button.")
    .argument('[url]', 'where the button leads to')
    .option('--remove', 'takes the link away')
    .action(
      (
        invoice: string,
        url: string | undefined,
        options: ChangeOptions & AccountOption & { readonly remove?: boolean | undefined },
      ) => {
        if ((url === undefined) !== (options.remove ?? false))
          throw new UsageError('Expected the URL of the payment link, or --remove.');
        return changing(link(url ?? ''), invoice, options);
      },
    );

const noteCommand = (): Command =>
  changeCommand('note', "Sets an invoice's observation, which the customer sees.")
    .argument('[text]', 'what it is to say')
    .option('--remove', 'takes the observation away')
    .action(
      (
        invoice: string,
        text: string | undefined,
        options: ChangeOptions & AccountOption & { readonly remove?: boolean | undefined },
      ) => {
        if ((text === undefined) !== (options.remove ?? false))
          throw new UsageError('Expected the text of the observation, or --remove.');
        return changing(note(text ?? ''), invoice, options);
      },
    );

/** `invoices …`: one by one, and many by CSV. */
export function invoicesCommand(): Command {
  return new Command('invoices')
    .description('Lists, pays and changes the invoices of a store, one by one or by CSV.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(payCommand())
    .addCommand(postponeCommand())
    .addCommand(cancelCommand())
    .addCommand(linkCommand())
    .addCommand(noteCommand())
    .addCommand(
      exportCommand(exportInvoiceFile, 'invoices', [
        ...filterOptions(),
        limitOption(Number.POSITIVE_INFINITY),
      ]),
    )
    .addCommand(planCommand('invoices'))
    .addCommand(applyCommand('invoices'));
}
