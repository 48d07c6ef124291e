import type { Locale, RowOutcome } from '../../bulk/index.ts';
import { reportCsv, reportJsonLines } from '../../bulk/index.ts';
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

/** Reads outcomes to their end, and keeps them where that was asked for. */
export type Report = (outcomes: AsyncIterable<RowOutcome>) => Promise<void>;

/**
 * A report into a file, `.csv`, `.json` or `.jsonl`; it takes the place of an earlier one once it is whole.
 * @throws UsageError for another kind of file.
 */
export function reportTo(file: string | undefined, locale: Locale): Report {
  if (file === undefined)
    return async (outcomes) => {
      for await (const _ of outcomes);
    };
  const form = formOf(file);
  const write = {
    csv: (outcomes: AsyncIterable<RowOutcome>) => reportCsv(outcomes, { locale }),
    json: jsonArray,
    jsonl: reportJsonLines,
  }[form];
  return async (outcomes) => {
    // Where none can be written is known before anything is changed.
    const report = await beginFile(file);
    try {
      for await (const piece of write(outcomes)) await report.write(piece);
      await report.keep();
    } finally {
      await report.drop();
    }
  };
}
