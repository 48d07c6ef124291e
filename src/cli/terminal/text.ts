export { printable as oneLine } from '../../text/printable.ts';

/** `1 invoice`, `2 invoices`. */
export const counted = (count: number, things: string): string =>
  `${count} ${count === 1 ? things.replace(/s$/, '') : things}`;

/** What an error says, whatever it is. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
