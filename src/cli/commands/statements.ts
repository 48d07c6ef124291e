import { Command } from 'commander';
import { amountText } from '../../bulk/csv/format/amount.ts';
import type { Statement } from '../../index.ts';
import { exitCodes } from '../exit.ts';
import { storeOptions, withOptions } from '../options.ts';
import { inSession, type SessionOptions } from '../session.ts';
import { counted } from '../terminal/text.ts';
import { showItems, type View } from '../terminal/view.ts';

const statementView: View<Statement> = {
  json: (statement) => statement,
  columns: [
    { head: 'date', cell: ({ date }) => date.slice(0, 16).replace('T', ' '), whole: ({ date }) => date },
    { head: 'origin', cell: ({ origin }) => origin },
    { head: 'value', align: 'right', cell: ({ value }, { locale }) => amountText(value, locale) },
    { head: 'order', cell: ({ metadata }) => metadata?.orderId ?? '' },
    { head: 'installment', align: 'right', cell: ({ metadata }) => String(metadata?.installment ?? '') },
    { head: 'doneBy', cell: ({ doneBy }) => doneBy ?? '' },
    { head: 'transaction', cell: ({ metadata }) => metadata?.transactionId ?? '', pipeOnly: true },
  ],
};

/** `statements`: the movements of an account. */
export function statementsCommand(): Command {
  return withOptions(
    new Command('statements')
      .description("Lists an account's movements, oldest first.")
      .argument('<account>', "the account's id"),
    ...storeOptions(),
  ).action((id: string, options: SessionOptions) =>
    inSession(options, async (session) => {
      const { client, output, signal, locale } = session;
      const { statements, currentBalance } = await client.accounts.getStatements(id, { signal });
      const count = await showItems(session, statementView, statements);
      output.note(
        `${counted(count, 'movements')}; the balance of manual debits is ${amountText(currentBalance, locale)}.`,
      );
      return exitCodes.done;
    }),
  );
}
