import type { Refusal, RuleResult } from './records.ts';

// Only 1099 is known of VTEX's codes. The others repeat the status, so that nothing rests on an invented number.
const refusal = (status: Refusal['status'], message: string): Refusal => ({ status, code: status, message });

export const malformed = (message: string): Refusal => refusal(400, message);
export const unauthenticated = (): Refusal =>
  refusal(401, 'The credentials are missing or not known to this store.');
export const forbidden = (permission: string): Refusal =>
  refusal(403, `The credentials lack the License Manager resource "${permission}".`);
export const unknownAccount = (id: string): Refusal => refusal(404, `There is no credit account "${id}".`);
export const unknownInvoice = (id: string): Refusal => refusal(404, `The account has no invoice "${id}".`);
export const unknownTransaction = (id: string): Refusal =>
  refusal(404, `The account has no transaction "${id}".`);
export const unknownHolder = (id: string): Refusal => refusal(404, `The account has no holder "${id}".`);
export const conflict = (message: string): Refusal => refusal(409, message);

export const accountAlreadyOpen = (): Refusal => ({
  status: 409,
  code: 1099,
  message: 'The Credit Account is already open.',
});

/** A rule's no, for whichever result was hoped for. */
export const refused = (because: Refusal): RuleResult<never> => ({ refusal: because });
