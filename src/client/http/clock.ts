/** The machine's clock, epoch milliseconds. */
export const systemNow = (): number => Date.now();
