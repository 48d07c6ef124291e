export {
  type ExportInvoicesOptions,
  exportAccounts,
  exportInvoices,
} from './export.ts';
export {
  invoiceLabel,
  invoiceSummary,
  type LabelOptions,
  type SummaryField,
  type SummaryLine,
} from './label.ts';
export type { DecimalMark, Locale, Separator } from './locale.ts';
export type { TextOutput, WriteOptions } from './output.ts';
export { planAccounts, planInvoices } from './plan.ts';
export { reportCsv, reportJsonLines } from './report.ts';
export { type SettleManyOptions, type SettleOutcome, settleMany } from './settle-many.ts';
export type {
  AccountChangeKind,
  AccountPlan,
  CsvContent,
  CsvSource,
  InvoiceChangeKind,
  InvoicePlan,
  InvoicePlanOptions,
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
  RowOutcome,
  RowProblem,
  RowResult,
  RowSubject,
  RunLog,
  RunOptions,
} from './types.ts';
