// Written by `npm run shapes` from the schemas beside it. Do not edit.

import { isRecord } from '../values/record.ts';
import {
  hasAtMost,
  isAmountFromZero,
  isDate,
  isDebit,
  isEmail,
  isFilled,
  isFraction,
  isIdentifier,
  isLike,
  isLink,
  isNamePart,
  isPositiveAmount,
  isWithin,
} from './predicates.ts';
import {
  answer,
  decimal,
  either,
  flag,
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
} from './shape.ts';

const looksLikeAccount = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value['id']) &&
  isText(value['status']) &&
  mayBeText(value['document']) &&
  mayBeText(value['documentType']) &&
  isText(value['email']) &&
  isNumber(value['balance']) &&
  isNumber(value['creditLimit']) &&
  isNumber(value['availableCredit']) &&
  isNumber(value['availableBalance']) &&
  isNumber(value['preAuthorizedCredit']) &&
  isNumber(value['tolerance']) &&
  mayBeText(value['description']) &&
  isText(value['createdAt']) &&
  isText(value['updatedAt']);

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

const text1 = /* @__PURE__ */ text(
  "a non-empty string of at most 200 characters, without control characters, that is not '.' or '..'",
  isIdentifier,
);
const text2 = /* @__PURE__ */ text('a string');
const number1 = /* @__PURE__ */ number('a number');
const text3 = /* @__PURE__ */ text('an ISO 8601 date-time', isDate, 'a date as a string');
const text4 = /* @__PURE__ */ text('an e-mail address', isEmail);
const number2 = /* @__PURE__ */ number('a whole number from 1', isWithin(1, 9007199254740991));
const text5 = /* @__PURE__ */ text('a non-empty string', isFilled);
const decimal1 = /* @__PURE__ */ decimal(
  'a negative amount such as -15 with two decimals at most, as a number or a decimal string',
  isDebit,
);
const name1 = /* @__PURE__ */ name(['Credit', 'Invoice', 'Payment', 'Statement'], 'a string');
const either1 = /* @__PURE__ */ either(text2, 6);
const either2 = /* @__PURE__ */ either(number1, 6);
const name2 = /* @__PURE__ */ name(['Open', 'Closed'], 'a string');
const either3 = /* @__PURE__ */ either(text5, 1);
const either4 = /* @__PURE__ */ either(text4, 1);
const text6 = /* @__PURE__ */ text(
  "a non-blank string of at most 99 characters, without control characters, that is not '.' or '..'",
  isNamePart,
);
const decimal2 = /* @__PURE__ */ decimal(
  'an amount of zero or more with two decimals at most, below 10^12, as a number or a decimal string',
  isAmountFromZero,
);
const decimal3 = /* @__PURE__ */ decimal(
  'a decimal fraction from 0 to 1000 (0.1 = 10 %) with eight decimals at most, as a number or a decimal string',
  isFraction,
);
const either5 = /* @__PURE__ */ either(decimal3, 1);
const either6 = /* @__PURE__ */ either(text2, 1);
const either7 = /* @__PURE__ */ either(number2, 1);
const either8 = /* @__PURE__ */ either(decimal2, 1);
const number3 = /* @__PURE__ */ number(
  'an amount of zero or more with two decimals at most, below 10^12',
  isAmountFromZero,
);
const number4 = /* @__PURE__ */ number(
  'a decimal fraction from 0 to 1000 (0.1 = 10 %) with eight decimals at most',
  isFraction,
);
const name3 = /* @__PURE__ */ name(['Opened', 'Paid', 'Cancelled'], 'a string');
const either9 = /* @__PURE__ */ either(text3, 6);
const text7 = /* @__PURE__ */ text(
  'an ISO 8601 date or date-time, such as 2024-05-20 or 2024-05-20T12:00:00Z',
  isDate,
);
const either10 = /* @__PURE__ */ either(text7, 1);
const either11 = /* @__PURE__ */ either(number3, 1);
const name4 = /* @__PURE__ */ name(['Opened', 'Paid', 'Cancelled']);
const either12 = /* @__PURE__ */ either(name4, 1);
const name5 = /* @__PURE__ */ name(['and', 'or']);
const either13 = /* @__PURE__ */ either(name5, 1);
const text8 = /* @__PURE__ */ text("an absolute http or https URL, or '' to remove it", isLink);
const either14 = /* @__PURE__ */ either(text8, 1);
const number5 = /* @__PURE__ */ number('a whole number of days from 1 to 36500', isWithin(1, 36500));
const flag1 = /* @__PURE__ */ flag('true or false');
const either15 = /* @__PURE__ */ either(number4, 1);
const number6 = /* @__PURE__ */ number('a whole number from 0', isWithin(0, 9007199254740991));
const either16 = /* @__PURE__ */ either(number6, 1);
const either17 = /* @__PURE__ */ either(flag1, 1);
const number7 = /* @__PURE__ */ number('a whole number of days from 0 to 10', isWithin(0, 10));
const text9 = /* @__PURE__ */ text(
  'a time of day as HH:mm:ss',
  isLike(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
);
const number8 = /* @__PURE__ */ number(
  'an amount above zero with two decimals at most, below 10^12',
  isPositiveAmount,
);
const number9 = /* @__PURE__ */ number('a whole number from 1 to 99', isWithin(1, 99));
const either18 = /* @__PURE__ */ either(number9, 1);
export const identifier: ShapeOf<typeof import('./primitives.ts').identifier> = /* @__PURE__ */ either(
  text1,
  0,
);
export const deletedHolder: ShapeOf<typeof import('./accounts/holder-types.ts').deletedHolder> =
  /* @__PURE__ */ answer({ id: text2 });
export const holder: ShapeOf<typeof import('./accounts/holder-types.ts').holder> = /* @__PURE__ */ answer({
  id: text2,
  level: number1,
  claims: /* @__PURE__ */ answer({ email: text2 }),
  createdAt: text3,
});
export const holderAddition: ShapeOf<typeof import('./accounts/holder-types.ts').holderAddition> =
  /* @__PURE__ */ object('an object', {
    claims: /* @__PURE__ */ object('an object with the field email', { email: text4 }),
  });
export const purchaseDeadline: ShapeOf<typeof import('./accounts/purchase-types.ts').purchaseDeadline> =
  /* @__PURE__ */ answer({
    paymentOptions: /* @__PURE__ */ list('an array', number1),
    interestRate: number1,
    minInstallmentValue: number1,
  });
export const purchaseConditions: ShapeOf<typeof import('./accounts/purchase-types.ts').purchaseConditions> =
  /* @__PURE__ */ answer({
    accountId: text2,
    availableCredit: number1,
    deadlines: /* @__PURE__ */ list('an array', purchaseDeadline),
  });
export const purchaseConditionsQuery: ShapeOf<
  typeof import('./accounts/purchase-types.ts').purchaseConditionsQuery
> = /* @__PURE__ */ object('an object', { email: text4, sc: number2, skus: text5 });
export const balanceDecrease: ShapeOf<typeof import('./accounts/statement-types.ts').balanceDecrease> =
  /* @__PURE__ */ object('an object', { value: decimal1 });
export const decreasedBalance: ShapeOf<typeof import('./accounts/statement-types.ts').decreasedBalance> =
  /* @__PURE__ */ answer({ value: text2 });
export const statement: ShapeOf<typeof import('./accounts/statement-types.ts').statement> =
  /* @__PURE__ */ answer({
    value: number1,
    date: text3,
    origin: name1,
    doneBy: either1,
    metadata: /* @__PURE__ */ either(
      /* @__PURE__ */ answer({
        transactionId: either1,
        orderId: either1,
        numberOfInstallments: either2,
        installment: either2,
      }),
      6,
    ),
  });
export const statements: ShapeOf<typeof import('./accounts/statement-types.ts').statements> =
  /* @__PURE__ */ answer({
    statements: /* @__PURE__ */ list('an array', statement),
    currentBalance: number1,
    intervalBalance: number1,
    previousBalance: number1,
  });
export const account: ShapeOf<typeof import('./accounts/types.ts').account> = /* @__PURE__ */ answer(
  {
    id: text2,
    status: name2,
    document: either1,
    documentType: either1,
    email: text2,
    balance: number1,
    creditLimit: number1,
    availableCredit: number1,
    availableBalance: number1,
    preAuthorizedCredit: number1,
    tolerance: number1,
    description: either1,
    createdAt: text3,
    updatedAt: text3,
  },
  looksLikeAccount,
);
export const accountClosing: ShapeOf<typeof import('./accounts/types.ts').accountClosing> =
  /* @__PURE__ */ object('an object', { document: either3, documentType: either3, email: either4 });
export const accountOpening: ShapeOf<typeof import('./accounts/types.ts').accountOpening> =
  /* @__PURE__ */ object('an object', {
    document: text6,
    documentType: text6,
    email: text4,
    creditLimit: decimal2,
    tolerance: either5,
    description: either6,
  });
export const accountPage: ShapeOf<typeof import('./accounts/types.ts').accountPage> = /* @__PURE__ */ answer({
  data: /* @__PURE__ */ list('an array', account),
  summary: /* @__PURE__ */ answer({ count: number1 }),
});
export const accountQuery: ShapeOf<typeof import('./accounts/types.ts').accountQuery> =
  /* @__PURE__ */ object('an object', {
    from: either7,
    to: either7,
    status: either3,
    email: either3,
    document: either3,
  });
export const accountUpdate: ShapeOf<typeof import('./accounts/types.ts').accountUpdate> =
  /* @__PURE__ */ object('an object', {
    email: text4,
    document: either3,
    documentType: either3,
    creditLimit: either8,
    tolerance: either5,
  });
export const creditLimitChange: ShapeOf<typeof import('./accounts/types.ts').creditLimitChange> =
  /* @__PURE__ */ object('an object', { value: number3 });
export const toleranceChange: ShapeOf<typeof import('./accounts/types.ts').toleranceChange> =
  /* @__PURE__ */ object('an object', { value: number4 });
export const invoice: ShapeOf<typeof import('./invoices/types.ts').invoice> = /* @__PURE__ */ answer(
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
export const invoiceSummary: ShapeOf<typeof import('./invoices/types.ts').invoiceSummary> =
  /* @__PURE__ */ answer({ total: either2, count: number1, totalPaid: either2, totalCancelled: either2 });
export const invoicePage: ShapeOf<typeof import('./invoices/types.ts').invoicePage> = /* @__PURE__ */ answer({
  data: /* @__PURE__ */ list('an array', invoice),
  summary: invoiceSummary,
});
export const invoiceQuery: ShapeOf<typeof import('./invoices/types.ts').invoiceQuery> =
  /* @__PURE__ */ object('an object', {
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
  });
export const invoiceUpdate: ShapeOf<typeof import('./invoices/types.ts').invoiceUpdate> =
  /* @__PURE__ */ object('an object', { status: either12, observation: either6, paymentLink: either14 });
export const pageRange: ShapeOf<typeof import('./invoices/types.ts').pageRange> = /* @__PURE__ */ object(
  'an object',
  { from: either7, to: either7 },
);
export const paidInvoice: ShapeOf<typeof import('./invoices/types.ts').paidInvoice> = /* @__PURE__ */ union([
  text2,
  invoice,
]);
export const postponement: ShapeOf<typeof import('./invoices/types.ts').postponement> =
  /* @__PURE__ */ object('an object', { dueDays: number5 });
export const storeConfig: ShapeOf<typeof import('./store-config/types.ts').storeConfig> =
  /* @__PURE__ */ answer({
    dailyInterestRate: number1,
    invoicePostponementLimit: number1,
    taxRate: number1,
    maxPostponementDays: number1,
    defaultCreditValue: number1,
    postponementEnabled: flag1,
    automaticCheckingAccountCreationEnabled: flag1,
    toleranceEnabled: flag1,
    myCreditsEnabled: flag1,
    maxPreAuthorizationGrowthRate: number1,
    notificationsSettings: /* @__PURE__ */ either(
      /* @__PURE__ */ answer({
        daysPrior: /* @__PURE__ */ either(
          /* @__PURE__ */ list('an array', /* @__PURE__ */ answer({ days: number1, timeOfDay: text2 })),
          6,
        ),
        daysAfter: /* @__PURE__ */ either(
          /* @__PURE__ */ list('an array', /* @__PURE__ */ answer({ days: number1, timeOfDay: text2 })),
          6,
        ),
      }),
      6,
    ),
  });
export const storeConfigUpdate: ShapeOf<typeof import('./store-config/types.ts').storeConfigUpdate> =
  /* @__PURE__ */ object('an object', {
    dailyInterestRate: either15,
    invoicePostponementLimit: either16,
    taxRate: either15,
    maxPostponementDays: either16,
    defaultCreditValue: either11,
    postponementEnabled: either17,
    automaticCheckingAccountCreationEnabled: either17,
    toleranceEnabled: either17,
    myCreditsEnabled: either17,
    maxPreAuthorizationGrowthRate: either15,
    notificationsSettings: /* @__PURE__ */ either(
      /* @__PURE__ */ object('an object', {
        daysPrior: /* @__PURE__ */ either(
          /* @__PURE__ */ list(
            'at most three objects of days and timeOfDay',
            /* @__PURE__ */ object('an object', { days: number7, timeOfDay: text9 }),
            hasAtMost(3),
          ),
          6,
        ),
        daysAfter: /* @__PURE__ */ either(
          /* @__PURE__ */ list(
            'at most three objects of days and timeOfDay',
            /* @__PURE__ */ object('an object', { days: number7, timeOfDay: text9 }),
            hasAtMost(3),
          ),
          6,
        ),
      }),
      3,
    ),
  });
export const amountInput: ShapeOf<typeof import('./transactions/types.ts').amountInput> =
  /* @__PURE__ */ object('an object', { value: number8 });
export const preAuthorization: ShapeOf<typeof import('./transactions/types.ts').preAuthorization> =
  /* @__PURE__ */ answer({ id: text2, value: number1, installments: number1, expirationDate: either9 });
export const preAuthorizationInput: ShapeOf<typeof import('./transactions/types.ts').preAuthorizationInput> =
  /* @__PURE__ */ object('an object', {
    value: number8,
    settle: either17,
    installments: either18,
    expirationDate: either10,
  });
export const refund: ShapeOf<typeof import('./transactions/types.ts').refund> = /* @__PURE__ */ answer({
  value: number1,
});
export const settlement: ShapeOf<typeof import('./transactions/types.ts').settlement> =
  /* @__PURE__ */ answer({ id: text2, value: number1 });
