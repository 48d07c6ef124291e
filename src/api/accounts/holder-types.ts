import * as z from 'zod/mini';
import type { WireDate } from '../common.ts';
import { inBoth, number, type Strengths, text } from '../dto.ts';
import { email } from '../primitives.ts';

/** A dependent who shares an account's credit. */
export interface Holder {
  readonly id: string;
  /** 2 for a dependent. */
  readonly level: number;
  readonly claims: { readonly email: string };
  readonly createdAt: WireDate;
}

export const holder: Strengths<Holder> = inBoth((strength) =>
  strength.object({
    id: text,
    level: number,
    claims: strength.object({ email: text }),
    createdAt: strength.date,
  }),
);

export interface DeletedHolder {
  readonly id: string;
}

export const deletedHolder: Strengths<DeletedHolder> = inBoth((strength) => strength.object({ id: text }));

export interface HolderAddition {
  readonly claims: { readonly email: string };
}

export const holderAddition: z.ZodMiniType<HolderAddition> = z.strictObject({
  claims: z.strictObject({ email }, { error: 'an object with the field email' }),
});
