// Written by `npm run shapes` from the schemas. Do not edit.
import { isAmountFromZero, isDate, isFilled, isFraction, isIdentifier, isWithin } from './predicates.ts';
import { either, flag, number, type Shape, type ShapeOf, text } from './shape.ts';

const text1 = /* @__PURE__ */ text(
  "a non-empty string of at most 200 characters, without control characters, that is not '.' or '..'",
  isIdentifier,
);
export const text2: Shape = /* @__PURE__ */ text('a string');
export const number1: Shape = /* @__PURE__ */ number('a number');
export const text3: Shape = /* @__PURE__ */ text('an ISO 8601 date-time', isDate, 'a date as a string');
export const number2: Shape = /* @__PURE__ */ number(
  'a whole number from 1',
  /* @__PURE__ */ isWithin(1, 9007199254740991),
);
export const text5: Shape = /* @__PURE__ */ text('a non-empty string', isFilled);
export const either1: Shape = /* @__PURE__ */ either(text2, 6);
export const either2: Shape = /* @__PURE__ */ either(number1, 6);
export const either3: Shape = /* @__PURE__ */ either(text5, 1);
export const either6: Shape = /* @__PURE__ */ either(text2, 1);
export const either7: Shape = /* @__PURE__ */ either(number2, 1);
export const number3: Shape = /* @__PURE__ */ number(
  'an amount of zero or more with two decimals at most, below 10^12',
  isAmountFromZero,
);
export const number4: Shape = /* @__PURE__ */ number(
  'a decimal fraction from 0 to 1000 (0.1 = 10 %) with eight decimals at most',
  isFraction,
);
export const either9: Shape = /* @__PURE__ */ either(text3, 6);
const text7 = /* @__PURE__ */ text(
  'an ISO 8601 date or date-time, such as 2024-05-20 or 2024-05-20T12:00:00Z',
  isDate,
);
export const either10: Shape = /* @__PURE__ */ either(text7, 1);
export const either11: Shape = /* @__PURE__ */ either(number3, 1);
export const flag1: Shape = /* @__PURE__ */ flag('true or false');
export const either17: Shape = /* @__PURE__ */ either(flag1, 1);
export const identifier: ShapeOf<typeof import('./primitives.ts').identifier> = /* @__PURE__ */ either(
  text1,
  0,
);
