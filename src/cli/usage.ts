/** Something the person at the keyboard can mend: said in a line, without a stack. Ends the program with 2. */
export class UsageError extends Error {}
