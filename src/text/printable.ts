/** A text from somewhere else as one line that can be printed: nothing in it moves a cursor, colours or turns text. */
export const printable = (text: string): string =>
  // What a terminal obeys (C0, C1, the controls of writing direction), what breaks a line, and halves of characters.
  text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim();
