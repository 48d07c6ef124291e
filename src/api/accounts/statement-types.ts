import * as z from 'zod/mini';
import type { OpenUnion, WireDate } from '../common.ts';
import { inBoth, number, optional, type Strengths, text } from '../dto.ts';
import { debit } from '../primitives.ts';
import { statementOrigins } from './names.ts';

export type KnownStatementOrigin = 'Credit' | 'Invoice' | 'Payment' | 'Statement';

export type StatementOrigin = OpenUnion<KnownStatementOrigin>;

export interface StatementMetadata {
  readonly transactionId?: string | null;
  readonly orderId?: string | null;
  readonly numberOfInstallments?: number | null;
  readonly installment?: number | null;
}

/** One movement of an account. */
export interface Statement {
  readonly value: number;
  readonly date: WireDate;
  readonly origin: StatementOrigin;
  /** Who made a manual debit. */
  readonly doneBy?: string | null;
  readonly metadata?: StatementMetadata | null;
}

export const statement: Strengths<Statement> = inBoth((strength) =>
  strength.object({
    value: number,
    date: strength.date,
    origin: strength.name(statementOrigins),
    doneBy: optional(text),
    metadata: optional(
      strength.object({
        transactionId: optional(text),
        orderId: optional(text),
        numberOfInstallments: optional(number),
        installment: optional(number),
      }),
    ),
  }),
);

const balances = { currentBalance: number, intervalBalance: number, previousBalance: number };

export interface Statements {
  readonly statements: readonly Statement[];
  readonly currentBalance: number;
  /** Sum of the listed rows. */
  readonly intervalBalance: number;
  readonly previousBalance: number;
}

export const statements: Strengths<Statements> = inBoth((strength, name) =>
  strength.object({ statements: z.array(statement[name]), ...balances }),
);

export interface DecreasedBalance {
  /** The debited amount as VTEX wrote it, such as `"-15.0"`. */
  readonly value: string;
}

export const decreasedBalance: Strengths<DecreasedBalance> = inBoth((strength) =>
  strength.object({ value: text }),
);

/** A manual debit under an id of the caller's choice. */
export interface BalanceDecrease {
  /** A negative amount in the store's currency, such as -15; two decimals at most. */
  readonly value: number | string;
}

export const balanceDecrease: z.ZodMiniType<BalanceDecrease> = z.strictObject({ value: debit });
