export type { Locale } from '../text/locale.ts';
export {
  type ExportInvoicesOptions,
  exportAccounts,
  exportInvoices,
} from './csv/export/export.ts';
export type { TextOutput, WriteOptions } from './csv/export/output.ts';
export type { DecimalMark, Separator } from './csv/format/locale.ts';
export type { UnknownColumn } from './csv/format/unknown-columns.ts';
export { planAccounts, planInvoices } from './csv/import/plan.ts';
export {
  invoiceLabel,
  invoiceSummary,
  type LabelOptions,
  type SummaryField,
  type SummaryLine,
} from './label.ts';
export {
  cancelMany,
  type InvoiceOutcome,
  type Invoices,
  type ManyOptions,
  noteMany,
  payMany,
  postponeMany,
} from './run/many.ts';
export { reportCsv, reportJsonLines } from './run/report.ts';
export type {
  AccountChangeKind,
  AccountPlan,
  AccountsClient,
  CsvContent,
  CsvSource,
  InvoiceChangeKind,
  InvoicePlan,
  InvoicePlanOptions,
  InvoicesClient,
  Plan,
  PlanCounts,
  PlannedAccount,
  PlannedInvoice,
  PlannedRow,
  PlanOptions,
  ProblemCode,
  Progress,
  ReadOptions,
  RowChange,
  RowNote,
  RowNoteCode,
  RowOutcome,
  RowProblem,
  RowResult,
  RowSubject,
  RunLog,
  RunOptions,
} from './types.ts';
