const zero = 0x30;
const nine = 0x39;
const minus = 0x2d;
const point = 0x2e;
const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * The double nearest to the number written in `bytes[start, end)`. Up to 15 digits without an exponent are
 * read here, by one exact division (Clinger 1990); the rest by the language's own reader. O(length).
 */
export function readDouble(bytes: Uint8Array, start: number, end: number): number {
  let mantissa = 0;
  let digits = 0;
  let fraction = -1;
  const first = bytes[start] === minus ? start + 1 : start;
  for (let at = first; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === point) fraction = 0;
    else if (byte < zero || byte > nine || digits === 15) return Number(ascii(bytes, start, end));
    else {
      mantissa = mantissa * 10 + (byte - zero);
      digits += 1;
      if (fraction >= 0) fraction += 1;
    }
  }
  const value = fraction > 0 ? mantissa / powersOfTen[fraction]! : mantissa;
  return first === start ? value : -value;
}

/** The digits of the number written in `bytes[start, end)`, shifted left by `scale` places behind the point. */
export function readScaled(bytes: Uint8Array, start: number, end: number, scale: number): bigint {
  const [whole, fraction = ''] = ascii(bytes, start, end).split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at]!);
  return text;
}
