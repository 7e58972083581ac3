/**
 * Whether a double keeps this decimal number: the nearest double, printed with as many significant
 * digits as were written, is the same number. So it is for all that a program printed from a double
 * (at most 17 digits, or a longer expansion of it), and not for `9007199254740993` or a price of 20 digits.
 */
export function doubleHolds(text: string): boolean {
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  const written = normalize(text);
  if (written.digits === '' || value === 0) return written.digits === '';
  const printed = normalize(value.toPrecision(Math.min(100, written.digits.length)));
  return isSame(printed, written) || isSame(normalize(String(value)), written);
}

/** Significant digits, and the power of ten of the first of them. */
interface Decimal {
  digits: string;
  exponent: number;
}

function isSame(first: Decimal, second: Decimal): boolean {
  return first.digits === second.digits && first.exponent === second.exponent;
}

function normalize(text: string): Decimal {
  const [mantissa, exponent = '0'] = text.toLowerCase().split('e');
  const [whole, fraction = ''] = mantissa!.replace(/^[-+]/, '').split('.');
  const all = whole! + fraction;
  const leading = /^0*/.exec(all)![0].length;
  return {
    digits: all.slice(leading).replace(/0+$/, ''),
    exponent: Number(exponent) + whole!.length - leading,
  };
}

const splitter = 2 ** 27 + 1;
const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * The same for `(high * 1e9 + low) / 10 ** fractionDigits` of at most 18 digits, in some 10 ns: whether
 * a double near the quotient, multiplied back without rounding (Dekker 1971), lies within half a unit
 * of the last digit. True is certain; false means that `doubleHolds` has to look.
 */
export function doubleSurelyHolds(high: number, low: number, fractionDigits: number): boolean {
  const power = powersOfTen[fractionDigits]!;
  const scaled = high * 1e9;
  const quotient = (scaled + low) / power;
  const rest = remainder(scaled, low, quotient, power);
  if (Math.abs(rest) < 0.5) return true;
  return Math.abs(remainder(scaled, low, quotient + rest / power, power)) < 0.5;
}

/**
 * The double nearest to `(high * 1e9 + low) / 10 ** fractionDigits`, with high and low of at most 9 digits each
 * and at most 22 digits behind the point: a quotient put right by its remainder, in some 10 ns. Only where the
 * number lies within 1e-30 of its size midway between two doubles, it may be the other of the two.
 */
export function doubleOf(high: number, low: number, fractionDigits: number): number {
  const power = powersOfTen[fractionDigits]!;
  const scaled = high * 1e9;
  const quotient = (scaled + low) / power;
  return quotient + remainder(scaled, low, quotient, power) / power;
}

/** `scaled + low - quotient * power`, the product taken without rounding. */
function remainder(scaled: number, low: number, quotient: number, power: number): number {
  const product = quotient * power;
  const quotientHigh = split(quotient);
  const quotientLow = quotient - quotientHigh;
  const powerHigh = split(power);
  const powerLow = power - powerHigh;
  const rounding =
    quotientHigh * powerHigh -
    product +
    quotientHigh * powerLow +
    quotientLow * powerHigh +
    quotientLow * powerLow;
  return scaled - product + (low - rounding);
}

function split(value: number): number {
  const scaled = value * splitter;
  return scaled - (scaled - value);
}
