import { AppError } from '../app-error';
import {
  aligned,
  arrays,
  headBytes,
  magic,
  type ArrayName,
  type Json,
  type TypedArray,
} from './packed-layout';

/** @throws AppError `internal` for a function, a class of its own, or a value that contains itself. */
export function packValue(value: unknown): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  const text = new TextEncoder().encode(JSON.stringify(writer.write(value)));
  const start = aligned(headBytes + text.byteLength);
  const bytes = new Uint8Array(start + writer.size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, text.byteLength, true);
  bytes.set(text, headBytes);
  for (const { offset, part } of writer.parts) bytes.set(part, start + offset);
  return bytes;
}

class Writer {
  readonly parts: { offset: number; part: Uint8Array }[] = [];
  size = 0;
  readonly #path = new Set<object>();
  readonly #offsets = new Map<object, number>();

  write(value: unknown): Json {
    if (typeof value === 'number') return writeNumber(value);
    if (typeof value === 'bigint') return { $: 'bigint', text: String(value) };
    if (value === undefined) return { $: 'undefined' };
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value !== 'object') throw unfit(typeof value);
    if (this.#path.has(value)) throw unfit('value that contains itself');
    this.#path.add(value);
    const written = this.#writeObject(value);
    this.#path.delete(value);
    return written;
  }

  #writeObject(value: object): Json {
    if (Array.isArray(value)) return Array.from(value, (item) => this.write(item));
    if (value instanceof Map) return { $: 'map', items: this.#writePairs([...value]) };
    if (value instanceof Set)
      return { $: 'set', items: [...value].map((item) => this.write(item)) };
    if (value instanceof Date) return { $: 'date', time: writeNumber(value.getTime()) };
    if (value instanceof ArrayBuffer) return { $: 'buffer', ...this.#place(new Uint8Array(value)) };
    const name = nameOf(value);
    if (name) return { $: name, ...this.#place(value as TypedArray) };
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null)
      throw unfit(`value of the class ${value.constructor.name}`);
    const entries = Object.entries(value);
    if (entries.some(([key]) => key === '$' || key === '__proto__'))
      return { $: 'object', items: this.#writePairs(entries) };
    return Object.fromEntries(entries.map(([key, item]) => [key, this.write(item)]));
  }

  #writePairs(pairs: [unknown, unknown][]): Json {
    return pairs.map(([key, item]) => [this.write(key), this.write(item)]);
  }

  #place(array: TypedArray): { at: number; length: number } {
    const known = this.#offsets.get(array);
    if (known !== undefined) return { at: known, length: array.length };
    const part = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const at = this.size;
    this.parts.push({ offset: at, part });
    this.#offsets.set(array, at);
    this.size = aligned(at + part.byteLength);
    return { at, length: array.length };
  }
}

function writeNumber(value: number): Json {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { $: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
}

function nameOf(value: object): ArrayName | undefined {
  const names = Object.keys(arrays) as ArrayName[];
  return names.find((name) => value instanceof arrays[name]);
}

function unfit(what: string): AppError {
  return new AppError('internal', `a ${what} cannot be stored`);
}
