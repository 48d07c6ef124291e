export const accountStatuses = ['Open', 'Closed'] as const;
export const accountStatusFilters = ['Open', 'Closed', 'Cancelled'] as const;
export const statementOrigins = ['Credit', 'Invoice', 'Payment', 'Statement'] as const;
/** How the official schema spells `doneBy`. */
export const otherDoneBy = 'doneby';
