import { type RowOutcome, reportCsv, reportJsonLines } from '../../bulk/index.ts';
import type { Locale } from '../../index.ts';
import { beginFile } from '../files/files.ts';
import { UsageError } from '../usage.ts';

const forms = ['csv', 'json', 'jsonl'] as const;
type Form = (typeof forms)[number];

function formOf(file: string): Form {
  const form = forms.find((each) => file.toLowerCase().endsWith(`.${each}`));
  if (form !== undefined) return form;
  throw new UsageError('--report: expected a name that ends in .csv, .json or .jsonl');
}

/** The outcomes as one JSON array, a row in each line. */
async function* jsonArray(outcomes: AsyncIterable<RowOutcome>): AsyncGenerator<string, void, void> {
  let before = '[\n';
  for await (const outcome of outcomes) {
    yield `${before}${JSON.stringify(outcome)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** Where outcomes are kept, if that was asked for. */
export interface Report {
  /** Reads outcomes to their end and keeps them. */
  write(outcomes: AsyncIterable<RowOutcome>): Promise<void>;
  /** Takes back what was begun and not kept. */
  drop(): Promise<void>;
}

/**
 * Begins a report into a file, `.csv`, `.json` or `.jsonl`; it takes the place of an earlier one once it is whole.
 * @throws UsageError for another kind of file, and for one that cannot be written.
 */
export async function beginReport(file: string | undefined, locale: Locale): Promise<Report> {
  if (file === undefined)
    return {
      write: async (outcomes) => {
        for await (const _ of outcomes);
      },
      drop: async () => undefined,
    };
  const form = formOf(file);
  const piecesOf = {
    csv: (outcomes: AsyncIterable<RowOutcome>) => reportCsv(outcomes, { locale }),
    json: jsonArray,
    jsonl: reportJsonLines,
  }[form];
  const report = await beginFile(file);
  return {
    write: async (outcomes) => {
      for await (const piece of piecesOf(outcomes)) await report.write(piece);
      await report.keep();
    },
    drop: () => report.drop(),
  };
}
