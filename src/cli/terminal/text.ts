// What moves the cursor, colours the screen or turns the writing round must not come from a store's data.
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/** A text of somewhere else as one line that a terminal can show. */
export const oneLine = (text: string): string => text.replace(unsafe, ' ').trim();

/** `1 invoice`, `2 invoices`. */
export const counted = (count: number, things: string): string =>
  `${count} ${count === 1 ? things.replace(/s$/, '') : things}`;

/** What an error says, whatever it is. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
