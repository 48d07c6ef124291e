import { csvOf, outputOf, type TextOutput, type WriteOptions, writtenForm } from '../csv/export/output.ts';
import { headersOf, reportColumns } from '../csv/format/columns.ts';
import { lineOf } from '../csv/format/line.ts';
import type { RowOutcome } from '../types.ts';

/**
 * What became of each row, as a CSV with the columns row, account, invoice, outcome, changes, code, column and message.
 * ReadRow it runs the run.
 * @throws InvalidInputError for an option that cannot be used.
 */
export function reportCsv(
  outcomes: AsyncIterable<RowOutcome> | Iterable<RowOutcome>,
  options: WriteOptions = {},
): TextOutput {
  const form = writtenForm(options, 'reportCsv');
  return csvOf(form, headersOf(reportColumns, form.locale), outcomes, (outcome) =>
    lineOf(
      [
        String(outcome.row),
        outcome.creditAccountId ?? '',
        outcome.invoiceId ?? '',
        outcome.outcome,
        outcome.changes.join(' '),
        outcome.problem?.code ?? '',
        outcome.problem?.column ?? '',
        outcome.problem?.message ?? '',
      ],
      form.separator,
    ),
  );
}

/** What became of each row, one JSON object a line. Reading it runs the run. */
export function reportJsonLines(outcomes: AsyncIterable<RowOutcome> | Iterable<RowOutcome>): TextOutput {
  return outputOf('', outcomes, (outcome) => `${JSON.stringify(outcome)}\n`);
}
