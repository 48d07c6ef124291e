import { CustomerCreditError } from '../../errors/index.ts';

/** A fault that was added to a reference never struck a call: the test did not test what it meant to. */
export class UnusedFaultError extends CustomerCreditError {
  override readonly name = 'UnusedFaultError';

  /** The fault in words. */
  readonly fault: string;
  /** How many calls it is for came while it was there. */
  readonly calls: number;

  constructor(fault: string, calls = 0) {
    const why =
      calls === 0
        ? 'no call that it is for was let in while it was there'
        : `of the calls that it is for ${calls} came while it was there, and it let each of them pass, as one that skips calls, comes after another fault or strikes by chance does`;
    super('unused_fault', `The fault "${fault}" never struck: ${why}.`, { outcome: 'not-sent' });
    this.fault = fault;
    this.calls = calls;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), fault: this.fault, calls: this.calls };
  }
}
