import { Gunzip } from 'fflate';
import { crc32 } from '../../math/crc32';

/**
 * Unpacks a gzip file of one or more members, step by step, and verifies what stands behind each: the CRC-32
 * of what came out, and its size modulo 2^32 (RFC 1952).
 */
export class CheckedGunzip {
  readonly #gunzip: Gunzip;
  /** The last two steps, and where they begin in the file. */
  #window = new Uint8Array(0);
  #start = 0;
  #check = 0;
  #bytes = 0;

  constructor(take: (piece: Uint8Array) => void) {
    this.#gunzip = new Gunzip((piece) => {
      this.#check = crc32(piece, this.#check);
      this.#bytes += piece.length;
      take(piece);
    });
    this.#gunzip.onmember = (start) => this.#endMember(start);
  }

  /** @throws RangeError where a member is not what its end says. */
  push(step: Uint8Array, isLast: boolean): void {
    this.#slide(step);
    this.#gunzip.push(step, isLast);
    if (isLast) this.#endMember(this.#start + this.#window.length);
  }

  #slide(step: Uint8Array): void {
    const kept = this.#window.subarray(-step.length);
    const window = new Uint8Array(kept.length + step.length);
    window.set(kept);
    window.set(step, kept.length);
    this.#start += this.#window.length - kept.length;
    this.#window = window;
  }

  /** Verifies the member that ends at an offset, and begins the next. */
  #endMember(end: number): void {
    const at = end - 8 - this.#start;
    if (at < 0) throw new RangeError('its end cannot be found');
    const view = new DataView(this.#window.buffer, at, 8);
    const isSame =
      view.getUint32(0, true) === this.#check && view.getUint32(4, true) === this.#bytes % 2 ** 32;
    if (!isSame) throw new RangeError('its checksum is another one');
    this.#check = 0;
    this.#bytes = 0;
  }
}
