/**
 * SHA-256 of bytes that come in pieces, since `crypto.subtle` takes them only as a whole.
 * FIPS 180-4. O(bytes) time, constant memory, no allocation for each block.
 */
export class Sha256 {
  readonly #state = Int32Array.from(initialState);
  readonly #schedule = new Int32Array(64);
  readonly #rest = new Uint8Array(blockBytes);
  #restBytes = 0;
  #totalBytes = 0;

  /** Takes the next piece; an empty one changes nothing. */
  update(bytes: Uint8Array): this {
    let offset = 0;
    this.#totalBytes += bytes.length;
    if (this.#restBytes > 0) {
      offset = Math.min(blockBytes - this.#restBytes, bytes.length);
      this.#rest.set(bytes.subarray(0, offset), this.#restBytes);
      this.#restBytes += offset;
      if (this.#restBytes < blockBytes) return this;
      this.#compress(this.#rest, 0);
      this.#restBytes = 0;
    }
    for (; offset + blockBytes <= bytes.length; offset += blockBytes) this.#compress(bytes, offset);
    this.#rest.set(bytes.subarray(offset), 0);
    this.#restBytes = bytes.length - offset;
    return this;
  }

  /** The 64 hexadecimal digits of all that was taken. Call it once, at the end. */
  hex(): string {
    const bits = this.#totalBytes * 8;
    const padding = new Uint8Array((this.#restBytes < 56 ? 56 : 120) - this.#restBytes + 8);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits >>> 0);
    this.update(padding);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #compress(bytes: Uint8Array, offset: number): void {
    const words = this.#schedule;
    expand(words, bytes, offset);
    const state = this.#state;
    let a = state[0]!,
      b = state[1]!,
      c = state[2]!,
      d = state[3]!;
    let e = state[4]!,
      f = state[5]!,
      g = state[6]!,
      h = state[7]!;
    for (let round = 0; round < 64; round += 1) {
      const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const first = (h + sum1 + (g ^ (e & (f ^ g))) + constants[round]! + words[round]!) | 0;
      const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const second = (sum0 + ((a & b) | (c & (a | b)))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  }
}

const blockBytes = 64;

/** First 32 bits of the fractional parts of the square roots of the first 8 primes. */
const initialState = firstPrimes(8).map((prime) => fractionBits(Math.sqrt(prime)));

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const constants = Int32Array.from(firstPrimes(64), (prime) => fractionBits(Math.cbrt(prime)));

function fractionBits(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) | 0;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes;
}

function expand(words: Int32Array, bytes: Uint8Array, offset: number): void {
  for (let index = 0, at = offset; index < 16; index += 1, at += 4) {
    words[index] =
      (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let index = 16; index < 64; index += 1) {
    const early = words[index - 15]!;
    const late = words[index - 2]!;
    const sigma0 =
      ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const sigma1 = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    words[index] = (words[index - 16]! + sigma0 + words[index - 7]! + sigma1) | 0;
  }
}
