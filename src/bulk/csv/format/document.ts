import { documentTypeOf } from './account-types.ts';
import { visibleText } from './invisible.ts';

/** How many characters a document of a type has; `undefined` where nothing is known of the type. */
const lengths: Readonly<Record<string, number>> = { CPF: 11, CNPJ: 14 };
const shapes: Readonly<Record<string, RegExp>> = {
  CPF: /^\d{11}$/,
  // Since July 2026 a new CNPJ may have letters among its first twelve characters.
  CNPJ: /^[\dA-Z]{12}\d{2}$/i,
};

const lengthOf = (type: string): number | undefined =>
  Object.hasOwn(lengths, type) ? lengths[type] : undefined;

/** A document without its mask and without what cannot be seen: `111.111.111-11` is `11111111111`. */
const bareDocument = (document: string): string =>
  visibleText(document)
    .replace(/[\s.\-/‐-―]/g, '')
    .toUpperCase();

const withoutZeros = (document: string): string => bareDocument(document).replace(/^0+(?=.)/, '');

/** Whether two documents are one but for zeros in front, the mask, case and what cannot be seen. */
export const isSameDocument = (one: string, other: string): boolean =>
  withoutZeros(one) === withoutZeros(other);

/** Why a document cannot be one of its type; `undefined` when it may be. */
export function documentFault(document: string, documentType: string): string | undefined {
  const type = documentTypeOf(documentType);
  const length = lengthOf(type);
  const bare = bareDocument(document);
  if (length === undefined)
    return visibleText(document) === document
      ? undefined
      : 'The document has characters that cannot be seen: write it anew.';
  if (shapes[type]?.test(document)) return undefined;
  const needed =
    type === 'CPF' ? 'A CPF has 11 digits' : 'A CNPJ has 14 characters, the last two of them digits';
  if (shapes[type]?.test(bare))
    return `${needed}: write them without points, dashes, spaces and characters that cannot be seen.`;
  const zeros =
    bare.length < length && /^[\dA-Z]+$/.test(bare)
      ? ' Did a spreadsheet drop the zeros in front? Make the column text, and write all digits.'
      : '';
  return `${needed}; this has ${bare.length}.${zeros}`;
}

/** The remainder that a check digit stands for. */
function checkDigit(characters: string, longestWeight: number): number {
  let sum = 0;
  let weight = 2;
  for (let at = characters.length - 1; at >= 0; at -= 1) {
    sum += (characters.charCodeAt(at) - 48) * weight;
    weight = weight === longestWeight ? 2 : weight + 1;
  }
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/** Whether the last two digits of a CPF or CNPJ are those that the others give; `true` for any other document. */
export function hasCheckDigits(document: string, documentType: string): boolean {
  const type = documentTypeOf(documentType);
  const bare = bareDocument(document);
  if (!shapes[type]?.test(bare)) return true;
  // All the same digit: by rule none of them was ever given to anybody.
  if (/^(.)\1+$/.test(bare)) return false;
  const longestWeight = type === 'CPF' ? 11 : 9;
  const body = bare.slice(0, -2);
  const first = checkDigit(body, longestWeight);
  const second = checkDigit(`${body}${first}`, longestWeight);
  return bare.endsWith(`${first}${second}`);
}

function masked(bare: string, type: string): string {
  return type === 'CPF'
    ? bare.replace(/^(.{3})(.{3})(.{3})(.{2})$/, '$1.$2.$3-$4')
    : bare.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5');
}

/** The other ways in which a document may stand in the store: with and without mask and zeros in front. */
export function documentTwins(document: string, documentType: string): string[] {
  const type = documentTypeOf(documentType);
  const bare = bareDocument(document);
  const short = withoutZeros(document);
  const length = lengthOf(type);
  const digits = /^\d+$/.test(bare);
  const full =
    length === undefined
      ? digits
        ? [`0${short}`, `00${short}`, short.padStart(11, '0'), short.padStart(14, '0')]
        : []
      : [short.padStart(length, '0'), masked(short.padStart(length, '0'), type)];
  const visible = visibleText(document);
  return [...new Set([...full, bare, short, visible])].filter((twin) => twin !== document && twin !== '');
}
