const { isApiError } = require('vtex-customer-credit');

/** Gives the buyer of each overdue invoice five more days, where the store's limits allow it. */
exports.postponeOverdue = async (client) => {
  const result = { postponed: [], refused: [] };
  for (const invoice of await client.invoices.list({ status: 'Overdue' }).toArray()) {
    try {
      await client.invoices.postpone(invoice, { dueDays: 5 });
      result.postponed.push(invoice.id);
    } catch (error) {
      if (!isApiError(error) || error.code !== 'conflict') throw error;
      result.refused.push(invoice.id);
    }
  }
  return result;
};
