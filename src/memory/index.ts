export type { Behaviour, Mark } from '../ledger/behaviours/behaviour.ts';
export { behaviours } from '../ledger/behaviours/list.ts';
export type { Notification } from '../ledger/notification.ts';
export type { AccountRecord, InvoiceRecord, StatementRecord, TransactionRecord } from '../ledger/records.ts';
export type { OperationId } from '../operations/table.ts';
export type { CallerCredentials, CallerSeed } from './callers.ts';
export type { Clock, ClockState, Duration, Moment, TimeSource } from './clock.ts';
export type { Control } from './control.ts';
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
} from './fault-types.ts';
export type { IdState } from './ids.ts';
export type { InputOf, Journal, JournalCall, JournalEntry } from './journal.ts';
export type { ReferenceOptions } from './options.ts';
export { type QuirkFacts, type QuirkName, quirks } from './quirk-list.ts';
export type { Quirks } from './quirks.ts';
export {
  createInMemoryCustomerCredit,
  type InMemoryCustomerCredit,
  type InMemoryOptions,
} from './reference.ts';
export type { AccountSeed, InvoiceSeed, Seed } from './seed.ts';
export type { AccountSnapshot, Snapshot } from './snapshot-types.ts';
export { UnusedFaultError } from './unused-fault.ts';
