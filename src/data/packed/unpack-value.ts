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

const mostDepth = 500;

/** @throws AppError `bad_value` where the bytes are not what `packValue` writes. */
export function unpackValue(bytes: Uint8Array): unknown {
  if (bytes.byteLength < headBytes) throw bad('it is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(4, true);
  if (view.getUint32(0, true) !== magic || headBytes + length > bytes.byteLength)
    throw bad('it does not begin as one');
  const text = new TextDecoder().decode(bytes.subarray(headBytes, headBytes + length));
  return new Reader(bytes.subarray(Math.min(bytes.byteLength, aligned(headBytes + length)))).read(
    parse(text),
  );
}

class Reader {
  /** By kind, place and length: what was written once and named twice is one array again. */
  readonly #arrays = new Map<string, TypedArray>();
  #taken = 0;

  constructor(private readonly bytes: Uint8Array) {}

  read(written: Json, depth = 0): unknown {
    if (depth > mostDepth) throw bad('it is nested too deep');
    if (written === null || typeof written !== 'object') return written;
    if (Array.isArray(written)) return written.map((item) => this.read(item, depth + 1));
    if (Object.hasOwn(written, '$')) return this.#readTagged(written, depth + 1);
    return toObject(
      Object.entries(written).map(([key, item]) => [key, this.read(item, depth + 1)]),
    );
  }

  #readTagged(written: { [key: string]: Json }, depth: number): unknown {
    const { $: tag, items, at, length, text, time } = written;
    if (tag === 'undefined') return undefined;
    if (tag === 'number') return readNumber(text);
    if (tag === 'bigint') return readBigInt(text);
    if (tag === 'date') return new Date(this.read(time ?? null, depth) as number);
    if (tag === 'set') return new Set(asList(items).map((item) => this.read(item, depth)));
    if (tag === 'map') return new Map(this.#readPairs(items, depth));
    if (tag === 'object') return toObject(this.#readPairs(items, depth) as [string, unknown][]);
    if (tag === 'buffer') return this.#take('u8', at, length).buffer;
    if (typeof tag === 'string' && Object.hasOwn(arrays, tag))
      return this.#take(tag as ArrayName, at, length);
    throw bad(`it holds an unknown kind of value: ${JSON.stringify(tag)}`);
  }

  #readPairs(items: Json | undefined, depth: number): [unknown, unknown][] {
    return asList(items).map((pair) => {
      const [key, item] = asList(pair);
      return [this.read(key ?? null, depth), this.read(item ?? null, depth)];
    });
  }

  #take(name: ArrayName, at: Json | undefined, length: Json | undefined): TypedArray {
    const type = arrays[name];
    const [start, count] = [asCount(at), asCount(length)];
    const end = start + count * type.BYTES_PER_ELEMENT;
    if (end > this.bytes.byteLength) throw bad('it is cut off');
    const key = `${name} ${start} ${count}`;
    const known = this.#arrays.get(key);
    if (known) return known;
    this.#taken += end - start;
    if (this.#taken > this.bytes.byteLength) throw bad('arrays in it lie upon each other');
    const array = new type(this.bytes.slice(start, end).buffer);
    this.#arrays.set(key, array);
    return array;
  }
}

function readNumber(text: Json | undefined): number {
  const known = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity, '-0': -0 };
  if (typeof text === 'string' && Object.hasOwn(known, text))
    return known[text as keyof typeof known];
  throw bad(`it holds a number that is none: ${JSON.stringify(text)}`);
}

function readBigInt(text: Json | undefined): bigint {
  if (typeof text === 'string' && /^-?\d{1,400}$/.test(text)) return BigInt(text);
  throw bad(`it holds an integer that is none: ${JSON.stringify(text)}`);
}

/** Keys are defined, not assigned, since a key may be `__proto__`. */
function toObject(entries: [string, unknown][]): object {
  const object = {};
  for (const [key, value] of entries) {
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return object;
}

function asList(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  throw bad('a list in it is none');
}

function asCount(value: Json | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw bad(`a place in it is none: ${JSON.stringify(value)}`);
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (thrown) {
    throw bad('its text is no JSON', thrown);
  }
}

function bad(reason: string, cause?: unknown): AppError {
  return new AppError('bad_value', `A stored value cannot be read: ${reason}.`, {}, { cause });
}
