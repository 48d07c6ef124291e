// No number has an exponent of more than three digits; a longer one in a string would take all memory.
const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/** A decimal as an integer and its number of decimal places. */
interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

function parse(amount: number | string): Decimal {
  const found = decimal.exec(String(amount));
  if (found === null) throw new RangeError('amount: expected a finite decimal number');
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = found;
  const units = BigInt(`${sign}${whole}${fraction}`);
  const places = fraction.length - Number(exponent);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}

function toNumber({ units, places }: Decimal): number {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  return Number(`${units < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut) || '0'}`);
}

const exactCents = 2 ** 50;

/** An amount in whole cents. Throws `RangeError` for more than two decimals and for what is no finite number. */
export function toCents(amount: number | string): bigint {
  const whole = typeof amount === 'number' ? exactCentsOf(amount) : undefined;
  if (whole !== undefined) return BigInt(whole);
  const { units, places } = parse(amount);
  if (places <= 2) return units * 10n ** BigInt(2 - places);
  const divisor = 10n ** BigInt(places - 2);
  if (units % divisor !== 0n) throw new RangeError('amount: expected two decimals at most');
  return units / divisor;
}

/** An amount in whole cents, where a number can hold them exactly; `undefined` where none can. */
export function exactCentsOf(amount: number): number | undefined {
  const cents = Math.round(amount * 100);
  return Math.abs(cents) < exactCents && cents / 100 === amount ? cents : undefined;
}

/** Whole cents as a decimal number. */
export function fromCents(cents: bigint): number {
  return toNumber({ units: cents, places: 2 });
}

/**
 * Splits an amount into parts that sum up to it exactly; the first parts take the odd cents (assumed). Throws
 * `RangeError` for a negative amount and for less than one part.
 */
export function splitCents(total: bigint, parts: number): bigint[] {
  if (total < 0n) throw new RangeError('total: expected zero cents or more');
  if (!Number.isSafeInteger(parts) || parts < 1)
    throw new RangeError('parts: expected a whole number from 1');
  const share = total / BigInt(parts);
  const odd = Number(total - share * BigInt(parts));
  return Array.from({ length: parts }, (_, at) => (at < odd ? share + 1n : share));
}

/** An amount times a decimal fraction, rounded half away from zero to the cent (assumed). */
export function scaleCents(cents: bigint, rate: number): bigint {
  const { units, places } = parse(rate);
  const divisor = 10n ** BigInt(places);
  const product = cents * units;
  const half = product < 0n ? -divisor : divisor;
  return (product * 2n + half) / (divisor * 2n);
}

/** Whether an amount is more than `limit × (1 + rate)`, compared without rounding. */
export function exceeds(used: bigint, limit: bigint, rate: number): boolean {
  const { units, places } = parse(rate);
  const one = 10n ** BigInt(places);
  return used * one > limit * (one + units);
}

/** Adds up decimal numbers of any precision exactly. */
export class ExactSum {
  // Whole cents as long as they are exact as a number; everything else in `#units`.
  #cents = 0;
  #units = 0n;
  #places = 2;

  /** Throws `RangeError` for what is no finite number. */
  add(amount: number): void {
    const cents = exactCentsOf(amount);
    if (cents === undefined) this.#addUnits(parse(amount));
    else this.addCents(cents);
  }

  /** Adds what `exactCentsOf` gave. */
  addCents(cents: number): void {
    this.#cents += cents;
    if (Math.abs(this.#cents) < exactCents) return;
    this.#addUnits({ units: BigInt(this.#cents), places: 2 });
    this.#cents = 0;
  }

  get value(): number {
    if (this.#units === 0n) return this.#cents / 100;
    const cents = BigInt(this.#cents) * 10n ** BigInt(this.#places - 2);
    return toNumber({ units: this.#units + cents, places: this.#places });
  }

  #addUnits({ units, places }: Decimal): void {
    if (places > this.#places) {
      this.#units *= 10n ** BigInt(places - this.#places);
      this.#places = places;
    }
    this.#units += units * 10n ** BigInt(this.#places - places);
  }
}
