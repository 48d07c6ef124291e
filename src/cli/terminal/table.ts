import Table from 'cli-table3';
import { oneLine } from './text.ts';

export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

/** A table for a terminal. */
export function tableText(columns: readonly Column[], rows: ReadonlyArray<readonly string[]>): string {
  const table = new Table({
    ...(columns.some(({ head }) => head !== '') ? { head: columns.map(({ head }) => head) } : {}),
    colAligns: columns.map(({ align = 'left' }) => align),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

/** A row for a pipe: cells apart by tabs. */
export const tabbed = (row: readonly string[]): string => row.map(oneLine).join('\t');
