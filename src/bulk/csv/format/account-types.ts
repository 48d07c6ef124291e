import { visibleText } from './invisible.ts';
import type { Titles } from './sheet.ts';
import { wordOf } from './words.ts';

export type ReadColumn =
  | 'id'
  | 'status'
  | 'email'
  | 'document'
  | 'documentType'
  | 'creditLimit'
  | 'tolerance';

/** A number as a cell has it: plain digits, or what stands there that cannot be read in one way only, and why. */
export type WishedNumber =
  | { readonly value: string; readonly unread?: undefined }
  | { readonly value?: undefined; readonly unread: { readonly text: string; readonly why: string } };

/** What a row wants of an account. What stays is `undefined`. */
export interface AccountWish {
  readonly id: string;
  readonly status: string | undefined;
  readonly email: string | undefined;
  readonly document: string | undefined;
  /** As the file spells it. */
  readonly documentType: string | undefined;
  readonly creditLimit: WishedNumber | undefined;
  readonly tolerance: WishedNumber | undefined;
  /** How the file names its columns. */
  readonly titles: Titles<ReadColumn>;
}

const typesByWord: ReadonlyMap<string, string> = new Map([
  ['cpf', 'CPF'],
  ['cnpj', 'CNPJ'],
  ['other', 'Other'],
]);

/** A document type as VTEX spells it; free text stays. */
export const documentTypeOf = (text: string): string => typesByWord.get(wordOf(text)) ?? visibleText(text);
