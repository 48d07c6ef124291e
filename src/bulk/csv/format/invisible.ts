/**
 * What cannot be seen and comes along when text is pasted from web pages and chats: zero-width characters, marks of
 * the direction of writing, soft hyphens, byte order marks, variation selectors, fillers.
 */
const invisible =
  /(?:[\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]|\u034f|[\u17b4\u17b5]|[\u180b-\u180f]|[\ufe00-\ufe0f])+/gu;
const mayBeInvisible = /[^\x20-\x7e\xa1-\xac\xae-\u024f]/;
const spaces = /[\s\u2800]/gu;

/** A text without what cannot be seen, with plain spaces, and none at its ends. */
export function visibleText(text: string): string {
  const seen = mayBeInvisible.test(text) ? text.replace(spaces, ' ').replace(invisible, '') : text;
  return seen.trim();
}

/** Whether nothing in a text can be seen: spaces, no-break spaces and zero-width characters only. */
export const isBlank = (text: string): boolean =>
  text === '' || (!/[!-~]/.test(text) && visibleText(text) === '');

/** The invisible characters of a text as `U+200B`, for a message. */
export function invisibleNames(text: string): string {
  const found = new Set(text.match(invisible)?.join('') ?? '');
  for (const char of text.trim()) if (char !== ' ' && /\s/.test(char)) found.add(char);
  return Array.from(
    found,
    (char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  ).join(', ');
}
