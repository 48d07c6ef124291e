// Written by `npm run shapes` from the schemas. Do not edit.

import { either11, either17, flag1, number1, number4, text2 } from '../common-shapes.generated.ts';
import { hasAtMost, isLike, isWithin } from '../predicates.ts';
import { answer, either, list, number, object, type ShapeOf, text } from '../shape.ts';

const either15 = /* @__PURE__ */ either(number4, 1);
const number6 = /* @__PURE__ */ number(
  'a whole number from 0',
  /* @__PURE__ */ isWithin(0, 9007199254740991),
);
const either16 = /* @__PURE__ */ either(number6, 1);
const number7 = /* @__PURE__ */ number(
  'a whole number of days from 0 to 10',
  /* @__PURE__ */ isWithin(0, 10),
);
const text9 = /* @__PURE__ */ text(
  'a time of day as HH:mm:ss',
  /* @__PURE__ */ isLike(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
);
export const storeConfig: ShapeOf<typeof import('./types.ts').storeConfig> = /* @__PURE__ */ answer({
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
export const storeConfigUpdate: ShapeOf<typeof import('./types.ts').storeConfigUpdate> =
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
            /* @__PURE__ */ hasAtMost(3),
          ),
          6,
        ),
        daysAfter: /* @__PURE__ */ either(
          /* @__PURE__ */ list(
            'at most three objects of days and timeOfDay',
            /* @__PURE__ */ object('an object', { days: number7, timeOfDay: text9 }),
            /* @__PURE__ */ hasAtMost(3),
          ),
          6,
        ),
      }),
      3,
    ),
  });
