import { CustomerCreditError } from '../errors.ts';

/** A fault that was added to a reference never struck a call: the test did not test what it meant to. */
export class UnusedFaultError extends CustomerCreditError {
  override readonly name = 'UnusedFaultError';

  /** The fault in words. */
  readonly fault: string;

  constructor(fault: string) {
    super('unused_fault', `The fault "${fault}" never struck: no such call was made while it was there.`, {
      outcome: 'not-sent',
    });
    this.fault = fault;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), fault: this.fault };
  }
}
