/** A transaction makes so many invoices at most: the id of an invoice ends in two digits. */
export const mostInstallments = 99;
