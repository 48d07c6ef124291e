// Written by `npm run shapes` from the schemas. Do not edit.

import { isRecord } from '../../values/record.ts';
import {
  either1,
  either2,
  either3,
  either6,
  either7,
  number1,
  number2,
  number3,
  number4,
  text2,
  text3,
  text5,
} from '../common-shapes.generated.ts';
import { isAmountFromZero, isDebit, isEmail, isFraction, isNamePart } from '../predicates.ts';
import {
  answer,
  decimal,
  either,
  isNumber,
  isText,
  list,
  mayBeText,
  name,
  object,
  type ShapeOf,
  text,
} from '../shape.ts';

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
const text4 = /* @__PURE__ */ text('an e-mail address', isEmail);
const decimal1 = /* @__PURE__ */ decimal(
  'a negative amount such as -15 with two decimals at most, as a number or a decimal string',
  isDebit,
);
const name1 = /* @__PURE__ */ name(['Credit', 'Invoice', 'Payment', 'Statement'], 'a string');
const name2 = /* @__PURE__ */ name(['Open', 'Closed'], 'a string');
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
const either8 = /* @__PURE__ */ either(decimal2, 1);
export const deletedHolder: ShapeOf<typeof import('./holder-types.ts').deletedHolder> =
  /* @__PURE__ */ answer({ id: text2 });
export const holder: ShapeOf<typeof import('./holder-types.ts').holder> = /* @__PURE__ */ answer({
  id: text2,
  level: number1,
  claims: /* @__PURE__ */ answer({ email: text2 }),
  createdAt: text3,
});
export const holderAddition: ShapeOf<typeof import('./holder-types.ts').holderAddition> =
  /* @__PURE__ */ object('an object', {
    claims: /* @__PURE__ */ object('an object with the field email', { email: text4 }),
  });
export const purchaseDeadline: ShapeOf<typeof import('./purchase-types.ts').purchaseDeadline> =
  /* @__PURE__ */ answer({
    paymentOptions: /* @__PURE__ */ list('an array', number1),
    interestRate: number1,
    minInstallmentValue: number1,
  });
export const purchaseConditions: ShapeOf<typeof import('./purchase-types.ts').purchaseConditions> =
  /* @__PURE__ */ answer({
    accountId: text2,
    availableCredit: number1,
    deadlines: /* @__PURE__ */ list('an array', purchaseDeadline),
  });
export const purchaseConditionsQuery: ShapeOf<typeof import('./purchase-types.ts').purchaseConditionsQuery> =
  /* @__PURE__ */ object('an object', { email: text4, sc: number2, skus: text5 });
export const balanceDecrease: ShapeOf<typeof import('./statement-types.ts').balanceDecrease> =
  /* @__PURE__ */ object('an object', { value: decimal1 });
export const decreasedBalance: ShapeOf<typeof import('./statement-types.ts').decreasedBalance> =
  /* @__PURE__ */ answer({ value: text2 });
export const statement: ShapeOf<typeof import('./statement-types.ts').statement> = /* @__PURE__ */ answer({
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
export const statements: ShapeOf<typeof import('./statement-types.ts').statements> = /* @__PURE__ */ answer({
  statements: /* @__PURE__ */ list('an array', statement),
  currentBalance: number1,
  intervalBalance: number1,
  previousBalance: number1,
});
export const account: ShapeOf<typeof import('./types.ts').account> = /* @__PURE__ */ answer(
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
export const accountClosing: ShapeOf<typeof import('./types.ts').accountClosing> = /* @__PURE__ */ object(
  'an object',
  { document: either3, documentType: either3, email: either4 },
);
export const accountOpening: ShapeOf<typeof import('./types.ts').accountOpening> = /* @__PURE__ */ object(
  'an object',
  {
    document: text6,
    documentType: text6,
    email: text4,
    creditLimit: decimal2,
    tolerance: either5,
    description: either6,
  },
);
export const accountPage: ShapeOf<typeof import('./types.ts').accountPage> = /* @__PURE__ */ answer({
  data: /* @__PURE__ */ list('an array', account),
  summary: /* @__PURE__ */ answer({ count: number1 }),
});
export const accountQuery: ShapeOf<typeof import('./types.ts').accountQuery> = /* @__PURE__ */ object(
  'an object',
  { from: either7, to: either7, status: either3, email: either3, document: either3 },
);
export const accountUpdate: ShapeOf<typeof import('./types.ts').accountUpdate> = /* @__PURE__ */ object(
  'an object',
  { email: text4, document: either3, documentType: either3, creditLimit: either8, tolerance: either5 },
);
export const creditLimitChange: ShapeOf<typeof import('./types.ts').creditLimitChange> =
  /* @__PURE__ */ object('an object', { value: number3 });
export const toleranceChange: ShapeOf<typeof import('./types.ts').toleranceChange> = /* @__PURE__ */ object(
  'an object',
  { value: number4 },
);
