/** The machine's clock, epoch milliseconds: the program asks for the time nowhere else. */
export const machineNow = (): number => Date.now();

/** A signal that ends after so many milliseconds. */
export const endingAfter = (milliseconds: number): AbortSignal => AbortSignal.timeout(milliseconds);
