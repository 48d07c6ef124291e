export type { OperationId } from '../api/table.ts';
export type { DueDays } from '../ledger/installment.ts';
export type { Notification } from '../ledger/notification.ts';
export type { AccountRecord, InvoiceRecord, StatementRecord, TransactionRecord } from '../ledger/records.ts';
export type { Behaviour, Mark } from './behaviours/behaviour.ts';
export { behaviours } from './behaviours/list.ts';
export {
  type AccountBuilder,
  type AccountFields,
  anAccount,
  aStore,
  type Each,
  type HoldFields,
  type InvoiceFields,
  type OrderFields,
} from './control/builders.ts';
export type { Control } from './control/control.ts';
export type {
  Fault,
  FaultEffect,
  FaultHandle,
  FaultMoment,
  FaultPhase,
  FaultState,
  FaultStatus,
  Faults,
  RandomFaults,
} from './control/fault-types.ts';
export type { InputOf, Journal, JournalCall, JournalEntry } from './control/journal.ts';
export { type Quirk, type QuirkFacts, type QuirkName, quirks } from './control/quirk-list.ts';
export type { Quirks } from './control/quirks.ts';
export type {
  AccountSeed,
  DebitSeed,
  DependentSeed,
  HoldSeed,
  InvoiceSeed,
  Seed,
  Seeded,
  SeededDependent,
  SeededHold,
  StatementSeed,
} from './control/seed-types.ts';
export type { AccountSnapshot, Snapshot } from './control/snapshot-types.ts';
export { UnusedFaultError } from './control/unused-fault.ts';
export type { CallerCredentials, CallerSeed } from './engine/callers.ts';
export type { Clock, ClockState, Duration, TimeInput, TimeSource } from './engine/clock.ts';
export type { IdState } from './engine/ids.ts';
export type { ReferenceOptions } from './options.ts';
export {
  createInMemoryCustomerCredit,
  type InMemoryCustomerCredit,
  type InMemoryOptions,
} from './reference.ts';
