import type { OperationId } from '../api/table.ts';
import type { InputOf } from '../reference/control/journal.ts';
import type { Clock, TimeInput } from '../reference/engine/clock.ts';

/** `expect.any(…)` and its kin, of either runner. */
export interface Asymmetric {
  asymmetricMatch(value: unknown): boolean;
}

/** Part of a value, at every depth; `expect.any(…)` and its kin fit anywhere. */
export type PartOf<Value> =
  | Asymmetric
  | (Value extends readonly (infer Item)[]
      ? ReadonlyArray<PartOf<Item>>
      : Value extends object
        ? { readonly [Key in keyof Value]?: PartOf<Value[Key]> | undefined }
        : Value);

/** Whose clock says what is overdue: a control, or a store or an emulator that has one. */
export type TimeOwner =
  | { readonly clock: Pick<Clock, 'now'> }
  | { readonly control: { readonly clock: Pick<Clock, 'now'> } };

/** A journal behind HTTP. */
export interface RemoteJournal {
  readonly calls: () => Promise<unknown>;
}

/** What is behind HTTP, such as `connectControl` gives: its matchers have to be awaited. */
export type Remote = RemoteJournal | { readonly journal: RemoteJournal };

/** What a matcher about calls gives: a promise for what is behind HTTP. */
export type Outcome<Result, Received> = Received extends Remote ? Promise<void> : Result;

/**
 * The matchers that `vtex-customer-credit/vitest` and `vtex-customer-credit/jest` add to `expect`. `Result` is what a
 * matcher gives, and `Received` what was given to `expect`.
 */
export interface CustomerCreditMatchers<Result, Received> {
  /**
   * Of a control, its journal, or a store or an emulator that has one: whether an operation was called, refused and
   * failed calls included. `input` is what one of the calls must have: path parameters, query and body, each in part.
   *
   * ```ts
   * expect(control).toHaveCalled('invoices.postpone', { body: { dueDays: 5 } });
   * ```
   *
   * Throws `InvalidInputError` for an operation that there is not. Of `connectControl` it has to be awaited.
   */
  toHaveCalled<Id extends OperationId>(operation: Id, input?: PartOf<InputOf<Id>>): Outcome<Result, Received>;
  /** The same, and exactly so many times. */
  toHaveCalledTimes<Id extends OperationId>(
    operation: Id,
    times: number,
    input?: PartOf<InputOf<Id>>,
  ): Outcome<Result, Received>;
  /** Of an invoice: whether its status is `Paid`, in any case. */
  toBePaid(): Result;
  /** Of an invoice or an account: whether its status is `Opened` or `Open`. An overdue invoice is open. */
  toBeOpen(): Result;
  /** Of an invoice: whether its status is `Cancelled`. */
  toBeCancelled(): Result;
  /** Of an account: whether its status is `Closed`. */
  toBeClosed(): Result;
  /** Of an invoice: whether it is open and due before a time, or before the present of a control. */
  toBeOverdue(at: TimeInput | TimeOwner): Result;
  /** Of an account: whether exactly so much credit is left, in the store's currency. */
  toHaveAvailableCredit(amount: number): Result;
}
