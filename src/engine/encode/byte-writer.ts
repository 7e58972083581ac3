const encoder = new TextEncoder();

/** Bytes written one after another into a buffer that grows; taken out in pieces. */
export class ByteWriter {
  bytes = new Uint8Array(2 ** 16);
  length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  copy(source: Uint8Array, start = 0, end = source.length): void {
    this.reserve(end - start);
    if (end - start > 24) this.bytes.set(source.subarray(start, end), this.length);
    else for (let at = start; at < end; at += 1) this.bytes[this.length + at - start] = source[at]!;
    this.length += end - start;
  }

  text(text: string): void {
    this.copy(encoder.encode(text));
  }

  /** What was written since the last call. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}
