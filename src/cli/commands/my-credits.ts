import { Command, Option } from 'commander';
import { amountText } from '../../bulk/csv/format/amount.ts';
import { type MyInvoice, myCredits, myCreditsIssues } from '../../index.ts';
import { exitCodes } from '../exit.ts';
import { storeOptions, withOptions } from '../options.ts';
import { inSession, type SessionOptions } from '../session.ts';
import { recordText, showItems, type View } from '../terminal/view.ts';
import { heads } from '../terminal/words.ts';

const invoiceView: View<MyInvoice> = {
  json: (invoice) => invoice,
  columns: [
    { head: 'due', cell: ({ dueDate }) => dueDate.slice(0, 10), whole: ({ dueDate }) => dueDate },
    {
      head: 'status',
      cell: ({ label }) => label,
      colour: ({ status }) => (status === 'Overdue' ? 'red' : status === 'Paid' ? 'green' : undefined),
    },
    { head: 'value', align: 'right', cell: ({ value }, { locale }) => amountText(value, locale) },
    {
      head: 'installment',
      align: 'right',
      cell: ({ installment, numberOfInstallments: of }) =>
        of ? `${installment}/${of}` : String(installment),
    },
    { head: 'order', cell: ({ orderId }) => orderId ?? '' },
    { head: 'observation', cell: ({ observation, comment }) => observation ?? comment ?? '' },
    { head: 'pay', cell: ({ pay }) => pay ?? '' },
  ],
};

type MyCreditsCommandOptions = SessionOptions & {
  readonly as?: string | undefined;
  readonly knownIssue?: string | undefined;
};

/** `my-credits`: what the customer sees. */
export function myCreditsCommand(): Command {
  return withOptions(
    new Command('my-credits')
      .description('Shows what the customer of an account sees on My Credits.')
      .argument('<account>', "the account's id"),
    new Option('--as <email>', 'the dependent who looks (default: the customer)'),
    new Option('--known-issue <number>', "one of VTEX's known issues that the page is to have").choices(
      myCreditsIssues.map(String),
    ),
    ...storeOptions(),
  ).action((id: string, options: MyCreditsCommandOptions) =>
    inSession(options, async (session) => {
      const { client, output, locale, now, signal } = session;
      const knownIssues = myCreditsIssues.filter((issue) => String(issue) === options.knownIssue);
      const credits = await myCredits(client, id, {
        now: now(),
        locale,
        as: options.as,
        knownIssues,
        signal,
      });
      if (output.json) {
        await output.record(credits);
        return exitCodes.done;
      }
      const words = heads[locale];
      const { creditLimit, available, reserved, enabled, invoices } = credits;
      const amounts = [
        [words.limit, amountText(creditLimit, locale)],
        [words.available, amountText(available, locale)],
        [words.reserved, amountText(reserved, locale)],
      ] as const;
      // In a pipe the list stands alone, so that a program can read it.
      if (output.terminal) await output.line(recordText(amounts, true));
      else output.note(recordText(amounts, false));
      await showItems(session, invoiceView, invoices);
      if (!enabled)
        output.note('The store has myCreditsEnabled=false: customers do not see this page, and no Pay.');
      return exitCodes.done;
    }),
  );
}
