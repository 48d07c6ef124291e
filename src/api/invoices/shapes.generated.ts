// Written by `npm run shapes` from the schemas. Do not edit.

import { isRecord } from '../../values/record.ts';
import {
  either1,
  either2,
  either3,
  either6,
  either7,
  either9,
  either10,
  either11,
  identifier,
  number1,
  text2,
  text3,
} from '../common-shapes.generated.ts';
import { isLink, isWithin } from '../predicates.ts';
import {
  answer,
  either,
  isNumber,
  isText,
  list,
  mayBeNumber,
  mayBeText,
  name,
  number,
  object,
  type ShapeOf,
  text,
  union,
} from '../shape.ts';

const looksLikeInvoice = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value['id']) &&
  mayBeText(value['friendlyId']) &&
  isText(value['status']) &&
  isNumber(value['value']) &&
  isText(value['accountId']) &&
  isText(value['creditAccountId']) &&
  mayBeNumber(value['creditValue']) &&
  isText(value['createdAt']) &&
  isText(value['updatedAt']) &&
  mayBeText(value['resolvedAt']) &&
  isText(value['originalDueDate']) &&
  isText(value['dueDate']) &&
  isNumber(value['installment']) &&
  mayBeNumber(value['numberOfInstallments']) &&
  mayBeText(value['orderId']) &&
  isText(value['transactionId']) &&
  mayBeText(value['paymentLink']) &&
  mayBeText(value['observation']);
const name3 = /* @__PURE__ */ name(['Opened', 'Paid', 'Cancelled'], 'a string');
const name4 = /* @__PURE__ */ name(['Opened', 'Paid', 'Cancelled']);
const either12 = /* @__PURE__ */ either(name4, 1);
const name5 = /* @__PURE__ */ name(['and', 'or']);
const either13 = /* @__PURE__ */ either(name5, 1);
const text8 = /* @__PURE__ */ text("an absolute http or https URL, or '' to remove it", isLink);
const either14 = /* @__PURE__ */ either(text8, 1);
const number5 = /* @__PURE__ */ number(
  'a whole number of days from 1 to 36500',
  /* @__PURE__ */ isWithin(1, 36500),
);
export const invoice: ShapeOf<typeof import('./types.ts').invoice> = /* @__PURE__ */ answer(
  {
    id: text2,
    friendlyId: either1,
    status: name3,
    value: number1,
    accountId: text2,
    creditAccountId: text2,
    creditValue: either2,
    createdAt: text3,
    updatedAt: text3,
    resolvedAt: either9,
    originalDueDate: text3,
    dueDate: text3,
    installment: number1,
    numberOfInstallments: either2,
    orderId: either1,
    transactionId: text2,
    paymentLink: either1,
    observation: either1,
  },
  looksLikeInvoice,
);
export const invoiceSummary: ShapeOf<typeof import('./types.ts').invoiceSummary> = /* @__PURE__ */ answer({
  total: either2,
  count: number1,
  totalPaid: either2,
  totalCancelled: either2,
});
export const invoicePage: ShapeOf<typeof import('./types.ts').invoicePage> = /* @__PURE__ */ answer({
  data: /* @__PURE__ */ list('an array', invoice),
  summary: invoiceSummary,
});
export const invoiceQuery: ShapeOf<typeof import('./types.ts').invoiceQuery> = /* @__PURE__ */ object(
  'an object',
  {
    from: either7,
    to: either7,
    createdDateFrom: either10,
    createdDateTo: either10,
    dueDateFrom: either10,
    dueDateTo: either10,
    value: either11,
    status: either12,
    friendlyId: either3,
    observation: either3,
    creditAccountId: /* @__PURE__ */ either(identifier, 1),
    op: either13,
  },
);
export const invoiceUpdate: ShapeOf<typeof import('./types.ts').invoiceUpdate> = /* @__PURE__ */ object(
  'an object',
  { status: either12, observation: either6, paymentLink: either14 },
);
export const pageRange: ShapeOf<typeof import('./types.ts').pageRange> = /* @__PURE__ */ object('an object', {
  from: either7,
  to: either7,
});
export const paidInvoice: ShapeOf<typeof import('./types.ts').paidInvoice> = /* @__PURE__ */ union([
  text2,
  invoice,
]);
export const postponement: ShapeOf<typeof import('./types.ts').postponement> = /* @__PURE__ */ object(
  'an object',
  { dueDays: number5 },
);
