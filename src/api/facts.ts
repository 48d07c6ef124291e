import type { Permission } from './permissions.ts';

/** Where an operation is known from that no official text has. */
interface Undocumented {
  readonly mark: 'observed' | 'assumed';
  /** What is known of it, as a sentence. */
  readonly says: string;
  readonly source: string;
}

/**
 * What a definition says of an operation that servers, documents and tests need, and the client does not: beside it, so
 * that the bundle of a client is without it.
 */
export interface Facts {
  readonly permission: Permission;
  /** Only where no official text has it: told in every document, and a behaviour of the reference. */
  readonly undocumented?: Undocumented | undefined;
  /** What a call may give beside the parameters of its path. */
  readonly sample?: { readonly query?: object | undefined; readonly body?: object | undefined } | undefined;
}
