import type { JsonNode } from './json-node';
import type { JsonScanner } from './json-scanner';

/** Told of every value in a record, with the place it belongs to. */
export interface JsonSink {
  number(node: JsonNode, start: number, end: number): void;
  /** Between the quotes, as written. */
  text(
    node: JsonNode,
    start: number,
    end: number,
    hasEscapes: boolean,
    hasHighBytes: boolean,
  ): void;
  /** `true` or `false`. */
  boolean(node: JsonNode, start: number, end: number): void;
  empty(node: JsonNode): void;
  /** A list or an object that is not followed. */
  nested(node: JsonNode, start: number, end: number): void;
  /** A list begins; the place of what stands in it, or undefined to take it whole. */
  list(node: JsonNode): JsonNode | undefined;
  /** A value of the list that began last at this place follows. */
  item(node: JsonNode): void;
  /** An object in a list begins. */
  object(node: JsonNode): void;
  /** The place for a key that may be new; undefined to pass it over. */
  child(node: JsonNode, start: number, end: number): JsonNode | undefined;
}

const quote = 0x22;
const openBrace = 0x7b;
const openBracket = 0x5b;
const letterT = 0x74;
const letterF = 0x66;
const letterN = 0x6e;

/** Objects within objects are followed so far; what lies deeper is kept as text. */
export const deepestPath = 20;

/**
 * Follows one record through its objects and hands its values to a sink: `{"a": {"b": 1}}` is the number 1
 * at `a.b`. Lists are one value, whose own values a sink may follow. The text must have been checked before. O(bytes).
 */
export class JsonWalker {
  constructor(
    private readonly scanner: JsonScanner,
    private readonly sink: JsonSink,
    /** Names of the values of records that are lists, by position; `column1` and so on where absent. */
    private readonly listNames: string[] = [],
  ) {}

  /**
   * A whole record at `start`: an object by its keys, a list by position, anything else as one value. Under
   * an opaque root, every record is one value.
   */
  record(root: JsonNode, start: number): number {
    const { bytes } = this.scanner;
    const byte = bytes[start];
    if (root.isOpaque) return this.value(root.named('value'), start, 1);
    if (byte === openBrace) return this.#object(root, start, 1);
    if (byte === openBracket) return this.#list(root, start);
    return this.value(root.named('value'), start, 2);
  }

  /** A value at `start`, which belongs to `node`. */
  value(node: JsonNode, start: number, depth: number): number {
    const { scanner, sink } = this;
    switch (scanner.bytes[start]) {
      case quote: {
        const end = scanner.skipString(start);
        sink.text(node, start + 1, end - 1, scanner.hasEscapes, scanner.hasHighBytes);
        return end;
      }
      case openBrace:
        return this.#object(node, start, depth);
      case openBracket:
        return this.#listed(node, start, depth);
      case letterT:
        sink.boolean(node, start, start + 4);
        return start + 4;
      case letterF:
        sink.boolean(node, start, start + 5);
        return start + 5;
      case letterN:
        sink.empty(node);
        return start + 4;
      default: {
        const end = scanner.skipNumber(start);
        sink.number(node, start, end);
        return end;
      }
    }
  }

  #object(node: JsonNode, start: number, depth: number): number {
    const { scanner, sink } = this;
    let at = scanner.skipSpace(start + 1);
    if (node.isMap && depth < deepestPath) return this.#map(node, start, depth);
    const isRoot = depth === 1 && node.path === '';
    if (scanner.closes(at, true)) return isRoot ? at + 1 : this.#nested(node, start);
    if (node.isOpaque || depth > deepestPath) return this.#nested(node, start);
    node.restart();
    if (node.isInList) sink.object(node);
    for (;;) {
      const keyEnd = scanner.skipString(at);
      const child = sink.child(node, at + 1, keyEnd - 1);
      const valueStart = scanner.skipSpace(scanner.skipSpace(keyEnd) + 1);
      at = child ? this.value(child, valueStart, depth + 1) : scanner.skipValue(valueStart);
      at = scanner.skipSpace(at);
      if (scanner.closes(at, true)) return at + 1;
      at = scanner.skipSpace(at + 1);
    }
  }

  /** An object whose keys are data, as a list of its keys with their values. */
  #map(node: JsonNode, start: number, depth: number): number {
    const { scanner, sink } = this;
    const pair = sink.list(node);
    if (!pair) return this.#nested(node, start);
    const [key, value] = pair.children;
    let at = scanner.skipSpace(start + 1);
    if (scanner.closes(at, true)) return at + 1;
    for (;;) {
      sink.item(node);
      sink.object(pair);
      const keyEnd = scanner.skipString(at);
      sink.text(key!, at + 1, keyEnd - 1, scanner.hasEscapes, scanner.hasHighBytes);
      at = this.value(value!, scanner.skipSpace(scanner.skipSpace(keyEnd) + 1), depth + 2);
      at = scanner.skipSpace(at);
      if (scanner.closes(at, true)) return at + 1;
      at = scanner.skipSpace(at + 1);
    }
  }

  #list(root: JsonNode, start: number): number {
    const { scanner } = this;
    let at = scanner.skipSpace(start + 1);
    if (scanner.closes(at, false)) return at + 1;
    for (let index = 0; ; index += 1) {
      const name = (this.listNames[index] ??= `column${index + 1}`);
      const child = root.named(name);
      at = scanner.skipSpace(this.value(child, at, 2));
      if (scanner.closes(at, false)) return at + 1;
      at = scanner.skipSpace(at + 1);
    }
  }

  /** A list as one value, of values of one place. */
  #listed(node: JsonNode, start: number, depth: number): number {
    const { scanner, sink } = this;
    const item = depth > deepestPath ? undefined : sink.list(node);
    if (!item) return this.#nested(node, start);
    let at = scanner.skipSpace(start + 1);
    if (scanner.closes(at, false)) return at + 1;
    for (;;) {
      sink.item(node);
      at = scanner.skipSpace(this.value(item, at, depth + 1));
      if (scanner.closes(at, false)) return at + 1;
      at = scanner.skipSpace(at + 1);
    }
  }

  #nested(node: JsonNode, start: number): number {
    const end = this.scanner.skipValue(start);
    this.sink.nested(node, start, end);
    return end;
  }
}
