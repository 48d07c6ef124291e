export {
  type ExportInvoicesOptions,
  exportAccounts,
  exportInvoices,
} from './csv/export/export.ts';
export type { TextOutput, WriteOptions } from './csv/export/output.ts';
export type { DecimalMark, Locale, Separator } from './csv/format/locale.ts';
export { planAccounts, planInvoices } from './csv/import/plan.ts';
export {
  invoiceLabel,
  invoiceSummary,
  type LabelOptions,
  type SummaryField,
  type SummaryLine,
} from './label.ts';
export { type PayManyOptions, type PayOutcome, payMany } from './run/pay-many.ts';
export { reportCsv, reportJsonLines } from './run/report.ts';
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
