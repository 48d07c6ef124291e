export const invoiceStatuses = ['Opened', 'Paid', 'Cancelled'] as const;
