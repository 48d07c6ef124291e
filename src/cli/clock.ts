/** The machine's clock, epoch milliseconds: the program asks for the time nowhere else. */
export const machineNow = (): number => Date.now();
