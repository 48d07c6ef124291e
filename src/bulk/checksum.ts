/** Two numbers of 32 bits. */
export type Hashed = readonly [number, number];

/** The same text gives the same numbers; texts that differ hardly ever do. No secret is in it. */
export function hashed(text: string): Hashed {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return [a >>> 0, b >>> 0];
}

/** A text's checksum, 16 hexadecimal digits. */
export const checksum = (text: string): string =>
  hashed(text)
    .map((part) => part.toString(16).padStart(8, '0'))
    .join('');
