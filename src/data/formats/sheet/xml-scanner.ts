/** What stands in an XML document, in order. Names come without their prefix. */
export interface XmlHandler {
  open(name: string, tag: XmlTag): void;
  /** Text, perhaps in several pieces; entities are resolved. */
  text(bytes: Uint8Array, start: number, end: number): void;
  close(name: string): void;
}

/** The tag that is being opened. A name of an attribute means the first of that local name, with a prefix that very one. */
export interface XmlTag {
  attribute(name: string): string | undefined;
  /** The same without making a text: where it is found, its bytes are `bytes[valueStart, valueEnd)`, as written. */
  find(name: string): boolean;
  readonly bytes: Uint8Array;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** A document that breaks the rules of XML. */
export class XmlFault extends Error {}

const codes = {
  open: 0x3c,
  close: 0x3e,
  slash: 0x2f,
  amp: 0x26,
  colon: 0x3a,
  equals: 0x3d,
  bang: 0x21,
  query: 0x3f,
};
/** A tag or an entity may be cut by the end of a piece, but is never longer than this. */
const longestTag = 2 ** 20;
const longestEntity = 12;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Reads XML in UTF-8 as its bytes arrive, without building anything. Entities that a document defines itself are
 * not known, so none can blow up. Memory: one piece. O(bytes).
 */
export class XmlScanner implements XmlTag {
  bytes: Uint8Array = new Uint8Array();
  valueStart = 0;
  valueEnd = 0;
  #rest: Uint8Array = new Uint8Array();
  #tagStart = 0;
  #tagEnd = 0;
  readonly #names = new Map<number, string>();
  #depth = 0;

  constructor(private readonly handler: XmlHandler) {}

  /** @throws XmlFault where a tag is malformed, or the document ends inside one. */
  push(piece: Uint8Array, isLast = false): void {
    const bytes = this.#rest.length === 0 ? piece : join(this.#rest, piece);
    this.bytes = bytes;
    const done = this.#scan(bytes, isLast);
    this.#rest = bytes.slice(done);
    if (this.#rest.length > longestTag) throw new XmlFault('a tag has no end');
    if (isLast && (this.#rest.length > 0 || this.#depth > 0))
      throw new XmlFault('the document ends too early');
  }

  attribute(name: string): string | undefined {
    if (!this.find(name)) return undefined;
    const text = decoder.decode(this.bytes.subarray(this.valueStart, this.valueEnd));
    return text.includes('&') ? resolveAll(text) : text;
  }

  find(name: string): boolean {
    const { bytes } = this;
    const end = this.#tagEnd;
    let at = this.#tagStart;
    while (at < end && !isSpace(bytes[at]!)) at += 1;
    for (;;) {
      while (at < end && isSpace(bytes[at]!)) at += 1;
      const start = at;
      while (at < end && bytes[at] !== codes.equals) at += 1;
      if (at >= end) return false;
      let nameEnd = at;
      while (isSpace(bytes[nameEnd - 1]!)) nameEnd -= 1;
      at += 1;
      while (at < end && isSpace(bytes[at]!)) at += 1;
      const close = bytes.indexOf(bytes[at]!, at + 1);
      if (close < 0 || close >= end) return false;
      if (isNamed(bytes, start, nameEnd, name)) {
        this.valueStart = at + 1;
        this.valueEnd = close;
        return true;
      }
      at = close + 1;
    }
  }

  /** Takes all whole tokens; answers where the first unfinished one starts. */
  #scan(bytes: Uint8Array, isLast: boolean): number {
    let at = 0;
    while (at < bytes.length) {
      if (bytes[at] !== codes.open) {
        const next = bytes.indexOf(codes.open, at);
        const end = next < 0 ? bytes.length : next;
        const taken = this.#text(bytes, at, end, next >= 0 || isLast);
        if (taken < end) return taken;
        at = end;
        continue;
      }
      const end = this.#skipTag(bytes, at);
      if (end < 0) return at;
      at = end;
    }
    return at;
  }

  #text(bytes: Uint8Array, start: number, end: number, isWhole: boolean): number {
    let from = start;
    for (;;) {
      const amp = indexWithin(bytes, codes.amp, from, end);
      if (amp === end) break;
      const close = indexWithin(bytes, 0x3b, amp, Math.min(end, amp + longestEntity + 1));
      const isEntity = bytes[close] === 0x3b && close < end;
      if (!isEntity && !isWhole && end - amp <= longestEntity) {
        if (amp > from) this.handler.text(bytes, from, amp);
        return amp;
      }
      const found = isEntity ? resolveEntity(bytes, amp + 1, close) : undefined;
      if (found === undefined) {
        this.handler.text(bytes, from, amp + 1);
        from = amp + 1;
        continue;
      }
      if (amp > from) this.handler.text(bytes, from, amp);
      this.handler.text(found, 0, found.length);
      from = close + 1;
    }
    if (end > from) this.handler.text(bytes, from, end);
    return end;
  }

  /** The offset behind the tag that starts here; -1 where it is not yet whole. */
  #skipTag(bytes: Uint8Array, at: number): number {
    const second = bytes[at + 1];
    if (second === undefined) return -1;
    if (second === codes.bang) return this.#skipDeclaration(bytes, at);
    if (second === codes.query) return behind(bytes, '?>', at);
    const end = endOfTag(bytes, at + 1);
    if (end < 0) return -1;
    if (second === codes.slash) {
      this.#depth -= 1;
      this.handler.close(this.#name(bytes, at + 2, end));
      return end + 1;
    }
    const isEmpty = bytes[end - 1] === codes.slash;
    this.#tagStart = at + 1;
    this.#tagEnd = isEmpty ? end - 1 : end;
    const name = this.#name(bytes, at + 1, this.#tagEnd);
    this.handler.open(name, this);
    if (isEmpty) this.handler.close(name);
    else this.#depth += 1;
    return end + 1;
  }

  #skipDeclaration(bytes: Uint8Array, at: number): number {
    if (bytes.length < at + 9) return -1;
    if (startsWith(bytes, '<!--', at)) return behind(bytes, '-->', at + 4);
    if (startsWith(bytes, '<![CDATA[', at)) {
      const end = behind(bytes, ']]>', at + 9);
      if (end > 0) this.handler.text(bytes, at + 9, end - 3);
      return end;
    }
    return behindDoctype(bytes, at);
  }

  /** Known names are found by a hash of their bytes, without making a text of each. */
  #name(bytes: Uint8Array, start: number, end: number): string {
    let hash = 0;
    let from = start;
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at]!;
      if (isSpace(byte)) break;
      hash = byte === codes.colon ? 0 : Math.imul(hash, 31) + byte;
      if (byte === codes.colon) from = at + 1;
    }
    const known = this.#names.get(hash);
    if (known !== undefined && known.length === at - from) return known;
    const name = decoder.decode(bytes.subarray(from, at));
    this.#names.set(hash, name);
    return name;
  }
}

function isNamed(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  const from = end - name.length;
  if (from < start) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (bytes[from + index] !== name.charCodeAt(index)) return false;
  }
  return from === start || (bytes[from - 1] === codes.colon && !name.includes(':'));
}

/** The first place of a byte in a range, its end where there is none: `indexOf` would look on to the end of all. */
function indexWithin(bytes: Uint8Array, byte: number, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== byte) at += 1;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The `>` that ends a tag, beyond those in quotes; -1 where there is none yet. */
function endOfTag(bytes: Uint8Array, start: number): number {
  let quote = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (quote !== 0) quote = byte === quote ? 0 : quote;
    else if (byte === codes.close) return at;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
  }
  return -1;
}

function behind(bytes: Uint8Array, mark: string, start: number): number {
  for (let at = start; ; at += 1) {
    at = bytes.indexOf(mark.charCodeAt(0), at);
    if (at < 0 || at + mark.length > bytes.length) return -1;
    if (startsWith(bytes, mark, at)) return at + mark.length;
  }
}

/** Behind a document type, whose own declarations stand in brackets. */
function behindDoctype(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let index = at; index < bytes.length; index += 1) {
    const byte = bytes[index]!;
    if (byte === 0x5b) depth += 1;
    else if (byte === 0x5d) depth -= 1;
    else if (byte === codes.close && depth <= 0) return index + 1;
  }
  return -1;
}

function startsWith(bytes: Uint8Array, text: string, at: number): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function resolveEntity(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const text = entityText(decoder.decode(bytes.subarray(start, end)));
  return text === undefined ? undefined : encoder.encode(text);
}

function entityText(entity: string): string | undefined {
  const [, hex, digits] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(entity) ?? [];
  const point = hex !== undefined ? parseInt(hex, 16) : Number(digits ?? NaN);
  if (point <= 0x10ffff) return String.fromCodePoint(point);
  return Object.hasOwn(named, entity) ? named[entity] : undefined;
}

function resolveAll(text: string): string {
  return text.replace(/&([^;&]{1,10});/g, (whole, entity: string) => entityText(entity) ?? whole);
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
