import { ColumnEvidence } from '../csv/column-evidence';
import type { ColumnType } from '../csv/column-type';

/** A place in the records: the values found under one path of keys. */
export class JsonNode {
  readonly children: JsonNode[] = [];
  readonly #byName = new Map<string, JsonNode>();
  /** The child whose key is expected next: records mostly list their keys in one order. */
  #next = 0;
  /** Objects here are kept as text: too deep, or with too many different keys. */
  isOpaque = false;
  /** The keys of objects here are data: they are read as lists of keys with their values. */
  isMap = false;
  /** Objects seen here that hold anything. */
  objects = 0;
  evidence: JsonEvidence | undefined;
  /** Its key, escapes undone. */
  name = '';
  /** Column of the table, or of the lists in it, that holds the values found here; -1 for none. */
  column = -1;
  /** What stands in the lists found here. */
  item: JsonNode | undefined;
  /** What was chosen for the values of lists, and for what stands in them. */
  type: ColumnType | undefined;

  constructor(
    readonly path: string,
    private readonly key: Uint8Array = new Uint8Array(),
    /** Its place among its parent's children. */
    readonly position = 0,
    /** It stands in a list, where objects are values and not columns by path. */
    readonly isInList = false,
  ) {}

  /** What stands in the lists here, made where nothing did. */
  items(): JsonNode {
    return (this.item ??= new JsonNode(`${this.path}[]`, undefined, 0, true));
  }

  /** Begins a new object: its first key is expected again. */
  restart(): void {
    this.objects += 1;
    this.#next = 0;
  }

  /** The child with the key in `bytes[start, end)` (as written, escapes and all); undefined where none is. */
  find(bytes: Uint8Array, start: number, end: number): JsonNode | undefined {
    const expected = this.children[this.#next];
    if (expected && isSame(expected.key, bytes, start, end)) {
      this.#next += 1;
      return expected;
    }
    const found = this.#byName.get(keyText(bytes, start, end));
    if (found) this.#next = found.position + 1;
    return found;
  }

  /** The child with this key, made where there is none. */
  get(bytes: Uint8Array, start: number, end: number): JsonNode {
    const found = this.find(bytes, start, end);
    if (found) return found;
    const child = this.add(keyText(bytes, start, end), bytes.slice(start, end));
    this.#next = this.children.length;
    return child;
  }

  /** The child with this name, made where there is none. */
  named(name: string): JsonNode {
    return this.#byName.get(name) ?? this.add(name);
  }

  add(name: string, key: Uint8Array = new TextEncoder().encode(name)): JsonNode {
    const path = this.path === '' ? name : `${this.path}.${name}`;
    const child = new JsonNode(path, key, this.children.length, this.isInList);
    child.name = name;
    this.children.push(child);
    this.#byName.set(name, child);
    return child;
  }

  /** Objects here are lists of pairs from now on: `items()` has the children `key` and `value`. */
  turnToMap(): void {
    this.children.length = 0;
    this.#byName.clear();
    this.isMap = true;
    this.items().named('key');
    this.items().named('value');
  }

  /** Forgets all children: objects here are text from now on. */
  close(): void {
    this.children.length = 0;
    this.#byName.clear();
    this.isOpaque = true;
  }
}

/** What the values at one place have shown. */
export class JsonEvidence {
  readonly column = new ColumnEvidence();
  numbers = 0;
  booleans = 0;
  texts = 0;
  /** Lists and objects that are not followed further. */
  nested = 0;
  /** Lists whose values are looked at, and objects in such lists. */
  lists = 0;
  objects = 0;
  nulls = 0;
  /** Order of first appearance. */
  constructor(readonly order: number) {}
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A key or text as written between its quotes, escapes undone; halves of a surrogate pair become U+FFFD. */
export function keyText(bytes: Uint8Array, start: number, end: number): string {
  const text = decoder.decode(bytes.subarray(start, end));
  return text.includes('\\')
    ? (JSON.parse(`"${text}"`) as string).replace(loneSurrogates, '\ufffd')
    : text;
}

/** Halves of a surrogate pair without the other half; no UTF-8 can hold them. */
export const loneSurrogates =
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function isSame(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let index = 0; index < key.length; index += 1) {
    if (key[index] !== bytes[start + index]) return false;
  }
  return true;
}
