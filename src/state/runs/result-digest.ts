import type { Artifact } from '../../data/artifact';

/** Keys that tell how long something took, or where and under which fingerprint it lies: no part of the result. */
const passing = /^(relation|fingerprint|tableFingerprint|probe)$|Ms$/;

/**
 * SHA-256 (hex) of a result, the same for the same result in any page: keys in order, numbers as they are written in
 * JavaScript, arrays of numbers by their bytes.
 */
export async function digestResult({ result }: Artifact): Promise<string> {
  return hash(new TextEncoder().encode(await write(result)));
}

async function write(value: unknown): Promise<string> {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (ArrayBuffer.isView(value)) return writeBytes(value);
  if (value instanceof Map) return `map${await writeList([...value])}`;
  if (value instanceof Set) return `set${await writeList([...value])}`;
  if (Array.isArray(value)) return writeList(value);
  const entries = Object.entries(value)
    .filter(([key, each]) => each !== undefined && !passing.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const parts: string[] = [];
  for (const [key, each] of entries) parts.push(`${JSON.stringify(key)}:${await write(each)}`);
  return `{${parts.join(',')}}`;
}

async function writeList(values: readonly unknown[]): Promise<string> {
  const parts: string[] = [];
  for (const each of values) parts.push(await write(each));
  return `[${parts.join(',')}]`;
}

async function writeBytes(view: ArrayBufferView): Promise<string> {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return `${view.constructor.name} ${await hash(bytes.slice())}`;
}

async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
