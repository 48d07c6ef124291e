/** A transaction makes so many invoices at most: the id of an invoice ends in two digits. */
export const mostInstallments = 99;

/** An invoice moves by so many days at most: a century. What is beyond it is a mistake, and a date would run out of digits. */
export const longestPostponement = 36_500;

/** A notification is sent within so many days of the due date (documented). */
export const mostNotificationDays = 10;

/** So many notifications on each side of the due date (documented). */
export const mostNotifications = 3;

/** Milliseconds that one attempt may take, its body included, unless told otherwise. */
export const standardTimeout = 30_000;

/** Milliseconds of the longest pause that a timer of JavaScript can make. */
export const longestTimer = 2_147_483_647;
