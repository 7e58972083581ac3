const parts = new Uint32Array(2);
const double = new Float64Array(parts.buffer);

/**
 * A hash of 64 bits in two halves, of bytes or of a number: two lanes of multiply and xor with different
 * odd factors, mixed into each other by the finaliser of MurmurHash3 (Appleby 2011). For sketches, not for
 * secrets. The halves describe the last value until the next call.
 */
export class Hash64 {
  high = 0;
  low = 0;

  /** Of `bytes[start, end)`. O(length). */
  bytes(bytes: Uint8Array, start: number, end: number): void {
    let high = 0xdeadbeef ^ (end - start);
    let low = 0x41c6ce57;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      high = Math.imul(high ^ byte, 0x9e3779b1);
      low = Math.imul(low ^ byte, 0x5f356495);
    }
    this.#finish(high, low);
  }

  /** Of a double; 0 and -0 are one value. */
  number(value: number): void {
    double[0] = value + 0;
    const high = Math.imul(parts[1]! ^ 0xdeadbeef, 0x9e3779b1) ^ parts[0]!;
    const low = Math.imul(parts[0]! ^ 0x41c6ce57, 0x5f356495) ^ parts[1]!;
    this.#finish(high, low);
  }

  #finish(high: number, low: number): void {
    const first = mix(high ^ (low >>> 15));
    const second = mix(low ^ Math.imul(first, 0x85ebca6b));
    this.high = first;
    this.low = second;
  }
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
