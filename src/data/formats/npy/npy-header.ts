import { AppError } from '../../app-error';

/** One field of an array's values, or the whole of them. */
export interface NpyField {
  /** Empty for values without fields. */
  name: string;
  /** `f8`, `i4`, `u1`, `b1`, `U12`, `S5`, `M8[ns]`, `c16`. */
  type: string;
  isBigEndian: boolean;
  sizeBytes: number;
  /** Where it stands in a value. */
  offset: number;
}

/** What the head of a `.npy` file says (NEP 1). */
export interface NpyHeader {
  fields: NpyField[];
  /** Bytes of one value with all its fields. */
  itemBytes: number;
  shape: number[];
  isFortran: boolean;
  dataStart: number;
}

/**
 * Reads the head of a `.npy` file of version 1, 2 or 3.
 * @throws AppError `unreadable_file` where it is malformed, or holds Python objects.
 */
export function readNpyHeader(bytes: Uint8Array, name: string): NpyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isShort = bytes[6] === 1;
  const start = isShort ? 10 : 12;
  if (bytes.length < start) throw malformed(name, 'it is cut off');
  const length = isShort ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataStart = start + length;
  if (dataStart > bytes.length) throw malformed(name, 'its head is cut off');
  const text = new TextDecoder(bytes[6] === 3 ? 'utf-8' : 'latin1').decode(
    bytes.subarray(start, dataStart),
  );
  const head = readLiteral(text, name);
  if (!(head instanceof Map)) throw malformed(name, 'its head is no dictionary');
  const shape = head.get('shape');
  if (
    !Array.isArray(shape) ||
    !shape.every((size) => Number.isSafeInteger(size) && Number(size) >= 0)
  )
    throw malformed(name, 'its shape is not known');
  const { fields, itemBytes } = readType(head.get('descr'), name);
  return {
    fields,
    itemBytes,
    shape: shape as number[],
    isFortran: head.get('fortran_order') === true,
    dataStart,
  };
}

function readType(
  descr: Literal | undefined,
  name: string,
): Pick<NpyHeader, 'fields' | 'itemBytes'> {
  const fields = flattenType(descr, '', 0, name);
  return { fields, itemBytes: sizeOf(descr, name) };
}

/** The plain fields of a type: structures by path, fields that are arrays one column for each place. */
function flattenType(
  descr: Literal | undefined,
  path: string,
  start: number,
  name: string,
): NpyField[] {
  if (typeof descr === 'string') return [plainField(descr, path, start, name)];
  if (!Array.isArray(descr)) throw malformed(name, 'its type is not known');
  let offset = start;
  const fields: NpyField[] = [];
  for (const member of descr) {
    if (!Array.isArray(member)) throw malformed(name, 'its type is not known');
    const [title, type, shape] = member;
    const label = Array.isArray(title) ? String(title[1]) : String(title);
    const size = sizeOf(type, name);
    const count = countOf(shape);
    // Unnamed fields of bytes fill the gaps between the others.
    const isGap = label === '' && typeof type === 'string' && /^\|V\d+$/.test(type);
    for (let index = 0; index < count && !isGap; index += 1) {
      const full = path === '' ? label : `${path}.${label}`;
      fields.push(
        ...flattenType(
          type,
          shape === undefined ? full : `${full}.${index}`,
          offset + index * size,
          name,
        ),
      );
    }
    offset += count * size;
  }
  return fields;
}

function plainField(descr: string, path: string, offset: number, name: string): NpyField {
  const [, order, kind = '', size = '', unit = ''] =
    /^([<>|=]?)([biufcSUMmV?O])(\d*)(\[[^\]]*\])?$/.exec(descr) ?? [];
  if (kind === 'O') {
    throw malformed(
      name,
      'it holds Python objects, which only Python can read. Save plain numbers or texts',
    );
  }
  if (kind === '') throw malformed(name, `its type "${descr}" is not known`);
  return {
    name: path,
    type: `${kind}${size}${unit}`,
    isBigEndian: order === '>',
    sizeBytes: bytesOf(kind, size),
    offset,
  };
}

function sizeOf(descr: Literal | undefined, name: string): number {
  if (typeof descr === 'string') return plainField(descr, '', 0, name).sizeBytes;
  if (!Array.isArray(descr)) throw malformed(name, 'its type is not known');
  return descr.reduce<number>((sum, member) => {
    const [, type, shape] = member as Literal[];
    return sum + countOf(shape) * sizeOf(type, name);
  }, 0);
}

function countOf(shape: Literal | undefined): number {
  if (shape === undefined) return 1;
  return [shape].flat().reduce<number>((count, size) => count * Number(size), 1);
}

function bytesOf(kind: string, size: string): number {
  if (kind === '?') return 1;
  return kind === 'U' ? 4 * Number(size) : Number(size || 8);
}

/** What Python writes into the head: texts, numbers, true and false, tuples, lists, dictionaries. */
type Literal = string | number | boolean | null | Literal[] | Map<string, Literal>;

function readLiteral(text: string, name: string): Literal {
  const tokens = [
    ...text.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\d+L?|\w+|[{}()[\],:]/g),
  ];
  let at = 0;
  const take = (): string => tokens[at++]?.[0] ?? '';
  const list = (close: string): Literal[] => {
    const items: Literal[] = [];
    while (tokens[at] && tokens[at]![0] !== close) {
      items.push(value());
      if (tokens[at]?.[0] === ',') at += 1;
    }
    if (take() !== close) throw malformed(name, 'its head is malformed');
    return items;
  };
  const dictionary = (): Map<string, Literal> => {
    const map = new Map<string, Literal>();
    while (tokens[at] && tokens[at]![0] !== '}') {
      const key = String(value());
      if (take() !== ':') throw malformed(name, 'its head is malformed');
      map.set(key, value());
      if (tokens[at]?.[0] === ',') at += 1;
    }
    at += 1;
    return map;
  };
  const value = (): Literal => {
    const [token = '', single, double] = tokens[at] ?? [];
    at += 1;
    if (token === '{') return dictionary();
    if (token === '(') return list(')');
    if (token === '[') return list(']');
    if (single !== undefined || double !== undefined) return unescape(single ?? double ?? '');
    if (/^\d/.test(token)) return parseInt(token, 10);
    if (token === 'True' || token === 'False') return token === 'True';
    if (token === 'None') return null;
    throw malformed(name, 'its head is malformed');
  };
  return value();
}

function unescape(text: string): string {
  return text
    .replace(/\\x([\da-f]{2})|\\u([\da-f]{4})/gi, (_, short: string, long: string) =>
      String.fromCharCode(parseInt(short ?? long, 16)),
    )
    .replace(/\\(.)/g, '$1');
}

function malformed(name: string, reason: string): AppError {
  return new AppError('unreadable_file', `"${name}" cannot be read as a NumPy array: ${reason}.`, {
    name,
    reason,
  });
}
