// Written by `npm run shapes` from the schemas. Do not edit.

import { either9, either10, either17, number1, text2 } from '../common-shapes.generated.ts';
import { isPositiveAmount, isWithin } from '../predicates.ts';
import { answer, either, number, object, type ShapeOf } from '../shape.ts';

const number8 = /* @__PURE__ */ number(
  'an amount above zero with two decimals at most, below 10^12',
  isPositiveAmount,
);
const number9 = /* @__PURE__ */ number('a whole number from 1 to 99', /* @__PURE__ */ isWithin(1, 99));
const either18 = /* @__PURE__ */ either(number9, 1);
export const amountInput: ShapeOf<typeof import('./types.ts').amountInput> = /* @__PURE__ */ object(
  'an object',
  { value: number8 },
);
export const preAuthorization: ShapeOf<typeof import('./types.ts').preAuthorization> = /* @__PURE__ */ answer(
  { id: text2, value: number1, installments: number1, expirationDate: either9 },
);
export const preAuthorizationInput: ShapeOf<typeof import('./types.ts').preAuthorizationInput> =
  /* @__PURE__ */ object('an object', {
    value: number8,
    settle: either17,
    installments: either18,
    expirationDate: either10,
  });
export const refund: ShapeOf<typeof import('./types.ts').refund> = /* @__PURE__ */ answer({ value: number1 });
export const settlement: ShapeOf<typeof import('./types.ts').settlement> = /* @__PURE__ */ answer({
  id: text2,
  value: number1,
});
