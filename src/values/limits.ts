/** A transaction makes so many invoices at most: the id of an invoice ends in two digits. */
export const mostInstallments = 99;

/** Milliseconds that one attempt may take, its body included, unless told otherwise. */
export const standardTimeout = 30_000;

/** Milliseconds of the longest pause that a timer of JavaScript can make. */
export const longestTimer = 2_147_483_647;
