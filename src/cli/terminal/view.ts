import { styleText } from 'node:util';
import type { Session } from '../session.ts';
import { type Column, tabbed, tableText } from './table.ts';
import { oneLine } from './text.ts';
import { type Heads, heads } from './words.ts';

type Colour = 'red' | 'green' | 'gray';

/** One column of a list. */
interface ViewColumn<Item> {
  readonly head: keyof Heads;
  readonly align?: 'left' | 'right';
  /** As it stands in a table for people. */
  readonly cell: (item: Item, session: Session) => string;
  /** As it stands in a pipe, where that is not the same: whole, such as a date with its time. */
  readonly whole?: (item: Item, session: Session) => string;
  readonly colour?: (item: Item, session: Session) => Colour | undefined;
  /** Only in a pipe: a table has no room for it. */
  readonly pipeOnly?: true;
}

/** How the items of a list are shown: the one form of tables. */
export interface View<Item> {
  readonly columns: ReadonlyArray<ViewColumn<Item>>;
  readonly json: (item: Item, session: Session) => object;
}

// A long list is shown in tables of so many rows: the first ones at once, and never all of it in memory.
const rowsOfATable = 200;

/** A table on a terminal; lines with tabs and a header in a pipe; JSON lines with `--json`. Gives the number of items. */
export async function showItems<Item>(
  session: Session,
  { columns, json }: View<Item>,
  items: AsyncIterable<Item> | Iterable<Item>,
): Promise<number> {
  const { output, locale } = session;
  const words = heads[locale];
  const tableColumns = columns.filter(({ pipeOnly }) => pipeOnly !== true);
  const tableHeads = tableColumns.map(({ head, align = 'left' }): Column => ({ head: words[head], align }));
  const rowOf = (item: Item): string[] =>
    tableColumns.map(({ cell, colour }) => {
      const text = oneLine(cell(item, session));
      const style = colour?.(item, session);
      return style === undefined ? text : styleText(style, text, { stream: process.stdout });
    });
  let rows: string[][] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await output.line(tableText(tableHeads, rows));
    rows = [];
  };
  // Not before the list has been read: a failure is not to look like an empty list.
  const begin = async (): Promise<void> => {
    if (!output.json && !output.terminal) await output.line(tabbed(columns.map(({ head }) => words[head])));
  };
  for await (const item of items) {
    if (count === 0) await begin();
    count += 1;
    if (output.json) await output.record(json(item, session));
    else if (!output.terminal)
      await output.line(tabbed(columns.map(({ cell, whole = cell }) => whole(item, session))));
    else {
      rows.push(rowOf(item));
      if (rows.length >= rowsOfATable) await flush();
    }
  }
  if (count === 0) await begin();
  await flush();
  return count;
}

/** Names and values of one thing: a table on a terminal, else a line each. What has no value is left out. */
export function recordText(
  lines: ReadonlyArray<readonly [label: string, value: string]>,
  terminal: boolean,
): string {
  const shown = lines.flatMap(([label, value]) => {
    const text = oneLine(value);
    return text === '' ? [] : [[label, text] as const];
  });
  return terminal
    ? tableText([{ head: '' }, { head: '' }], shown)
    : shown.map(([label, value]) => `${label}: ${value}`).join('\n');
}
