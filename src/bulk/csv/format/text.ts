import { wellFormed } from '../../../text/well-formed.ts';
/**
 * A text as a CSV can hold it: half characters become U+FFFD, since UTF-8 has none, and NUL becomes U+2400, since
 * readers stop at it.
 */
export function storable(text: string): string {
  return wellFormed(text).replaceAll('\0', '\u2400');
}

/** A text as it is compared: spreadsheets write each line end within a cell anew, in their own way. */
export const withOneLineEnd = (text: string): string =>
  text.includes('\r') ? text.replace(/\r*\n|\r/g, '\n') : text;

const constant = /^=\s*"((?:[^"]|"")*)"$/;

/** The text of a formula that is a text, `="0123"`: so other systems keep a spreadsheet from dropping the zero. */
export function constantText(cell: string): string | undefined {
  if (!cell.startsWith('=')) return undefined;
  return constant.exec(cell.trim())?.[1]?.replaceAll('""', '"');
}
