import { fold } from './words.ts';

export type ReadColumn =
  | 'id'
  | 'status'
  | 'email'
  | 'document'
  | 'documentType'
  | 'creditLimit'
  | 'tolerance';

/** What a row wants of an account. What stays is `undefined`; numbers are plain digits. */
export interface AccountWish {
  readonly id: string;
  readonly status: string | undefined;
  readonly email: string | undefined;
  readonly document: string | undefined;
  /** As the file spells it. */
  readonly documentType: string | undefined;
  readonly creditLimit: string | undefined;
  readonly tolerance: string | undefined;
  /** How the file names its columns. */
  readonly titles: Readonly<Partial<Record<ReadColumn, string | undefined>>>;
}

const typesByWord: ReadonlyMap<string, string> = new Map([
  ['cpf', 'CPF'],
  ['cnpj', 'CNPJ'],
  ['other', 'Other'],
]);

/** A document type as VTEX spells it; free text stays. */
export const documentTypeOf = (text: string): string => typesByWord.get(fold(text)) ?? text;
