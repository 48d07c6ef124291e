import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { oneLine } from './text.ts';

export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

/** How wide the terminal is; `undefined` where nobody says. */
function terminalWidth(): number | undefined {
  const columns = process.stdout.columns ?? Number(process.env['COLUMNS']);
  return Number.isSafeInteger(columns) && columns > 0 ? columns : undefined;
}

// What stands around the text of a cell: two spaces and a line.
const around = 3;
/** Narrower than this a column tells nothing. */
const narrowest = 6;

const lengthOf = (cell: string): number => [...stripVTControlCharacters(cell)].length;

/** How wide each column may be so that all fit; `undefined` where they cannot. */
function fitted(widths: readonly number[], room: number): number[] | undefined {
  const fit = [...widths];
  let over = fit.reduce((sum, width) => sum + width + around, 1) - room;
  while (over > 0) {
    const widest = fit.indexOf(Math.max(...fit));
    const width = fit[widest] ?? 0;
    if (width <= narrowest) return undefined;
    const next = Math.max(narrowest, ...fit.filter((each) => each < width));
    const taken = Math.min(over, Math.max(1, width - next));
    fit[widest] = width - taken;
    over -= taken;
  }
  return fit;
}

/** Each row as lines of its own, where a table has no room. */
function stacked(columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): string {
  return rows
    .map((row) => row.map((cell, at) => `${columns[at]?.head ?? ''}: ${cell}`).join('\n'))
    .join('\n\n');
}

/** A table for a terminal, no wider than that: long cells are cut, and what has no room at all stands in lines. */
export function tableText(
  columns: readonly Column[],
  rows: ReadonlyArray<readonly string[]>,
  room: number | undefined = terminalWidth(),
): string {
  const widths = columns.map(({ head }, at) =>
    Math.max(lengthOf(head), ...rows.map((row) => lengthOf(row[at] ?? ''))),
  );
  const fit = room === undefined ? widths : fitted(widths, room);
  if (fit === undefined) return stacked(columns, rows);
  const table = new Table({
    ...(columns.some(({ head }) => head !== '') ? { head: columns.map(({ head }) => head) } : {}),
    colAligns: columns.map(({ align = 'left' }) => align),
    ...(fit.some((width, at) => width < (widths[at] ?? 0))
      ? { colWidths: fit.map((width) => width + 2) }
      : {}),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

/** A row for a pipe: cells apart by tabs. */
export const tabbed = (row: readonly string[]): string => row.map(oneLine).join('\t');
