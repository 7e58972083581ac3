/** A value of a Thrift message: structs by field number, so that unknown fields do no harm. */
export type ThriftValue = number | bigint | boolean | Uint8Array | ThriftValue[] | ThriftStruct;
export type ThriftStruct = Map<number, ThriftValue>;

/** Bytes that are no Thrift message: where, and what is wrong. */
export class ThriftFault extends Error {
  constructor(
    readonly offset: number,
    readonly reason: string,
  ) {
    super(`${reason} at byte ${offset}`);
  }
}

const deepest = 64;

/**
 * Reads structs in Thrift's compact protocol, as Parquet writes its footers and page headers. Every size is
 * checked against the bytes that are there before anything is made of it. O(bytes).
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export class ThriftReader {
  #depth = 0;

  constructor(
    private readonly bytes: Uint8Array,
    /** Offset of the next byte. */
    public at = 0,
  ) {}

  struct(): ThriftStruct {
    if ((this.#depth += 1) > deepest) throw new ThriftFault(this.at, 'nested too deep');
    const fields: ThriftStruct = new Map();
    let field = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) break;
      field = head >> 4 === 0 ? Number(this.#zigzag()) : field + (head >> 4);
      fields.set(field, this.#value(head & 0x0f));
    }
    this.#depth -= 1;
    return fields;
  }

  #value(type: number): ThriftValue {
    switch (type) {
      case 1:
        return true;
      case 2:
        return false;
      case 3:
        return (this.#byte() << 24) >> 24;
      case 4:
      case 5:
        return Number(this.#zigzag());
      case 6:
        return this.#zigzag();
      case 7:
        return this.#double();
      case 8:
        return this.#binary();
      case 9:
      case 10:
        return this.#list();
      case 12:
        return this.struct();
      default:
        throw new ThriftFault(this.at, `a field is of the unknown type ${type}`);
    }
  }

  #list(): ThriftValue[] {
    const head = this.#byte();
    const size = head >> 4 === 15 ? Number(this.#varint()) : head >> 4;
    this.#need(size);
    const type = head & 0x0f;
    const isFlag = type === 1 || type === 2;
    return Array.from({ length: size }, () => (isFlag ? this.#byte() === 1 : this.#value(type)));
  }

  #binary(): Uint8Array {
    const size = Number(this.#varint());
    this.#need(size);
    return this.bytes.subarray(this.at, (this.at += size));
  }

  #double(): number {
    this.#need(8);
    const { buffer, byteOffset } = this.bytes;
    const value = new DataView(buffer, byteOffset + this.at, 8).getFloat64(0, true);
    this.at += 8;
    return value;
  }

  #zigzag(): bigint {
    const value = this.#varint();
    return (value >> 1n) ^ -(value & 1n);
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new ThriftFault(this.at, 'a number is too long');
  }

  #byte(): number {
    this.#need(1);
    return this.bytes[this.at++]!;
  }

  #need(size: number): void {
    if (this.at + size > this.bytes.length) throw new ThriftFault(this.at, 'it breaks off');
  }
}
