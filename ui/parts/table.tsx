import type { ComponentChildren } from 'preact';

/** A column: its name, the class of its cells, and what stands in one. */
export type Column<Row> = readonly [name: string, className: string, cell: (row: Row) => ComponentChildren];

/** A table of data. Where it is wide, it scrolls in a place of its own, which the keyboard reaches. */
export function Table<Row>({
  label,
  columns,
  rows,
  keyOf,
  titleColumn,
  class: name = '',
}: {
  readonly label: string;
  readonly columns: ReadonlyArray<Column<Row>>;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, at: number) => string | number;
  /** The column that names the row, if there is one. */
  readonly titleColumn?: number;
  readonly class?: string;
}) {
  return (
    <TableBox label={label}>
      <table class={`table ${name}`}>
        <thead>
          <tr>
            {columns.map(([title, className]) => (
              <th key={title} scope="col" class={className}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map(([, className, cell], at) =>
                at === titleColumn ? (
                  <th key={at} scope="row" class={className}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={at} class={className}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** Wide tables scroll in a place of their own, which the keyboard reaches. */
export function TableBox({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls has to be reached by the keyboard
    <section class="table-box" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
