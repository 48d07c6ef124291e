import * as z from 'zod/mini';
import { decimalAmount, decimalFraction, email, identifier, link } from '../../../api/primitives.ts';

// What the client would refuse is a problem of the row before anything is sent.
const accepts =
  (schema: z.ZodMiniType) =>
  (text: string): boolean =>
    z.safeParse(schema, text).success;

export const isIdentifier = accepts(identifier);
export const isLink = accepts(link);
export const isEmail = accepts(email);
export const isAmount = accepts(decimalAmount);
export const isFraction = accepts(decimalFraction);
