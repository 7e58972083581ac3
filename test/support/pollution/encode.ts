/** UTF-8, or the bytes as they are. */
export function bytesOf(content: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

export function encodeUtf16(
  text: string,
  isLittle: boolean,
  isMarked: boolean,
): Uint8Array<ArrayBuffer> {
  const marked = isMarked ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < marked.length; at += 1)
    view.setUint16(at * 2, marked.charCodeAt(at), isLittle);
  return bytes;
}

/**
 * Text in an encoding of the Encoding Standard, by trying what each byte, or pair of bytes, decodes to.
 * Latin-1 by default. @throws RangeError at a character that the encoding does not have.
 */
export function encodeSingleByte(text: string, label = 'windows-1252'): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder(label);
  const codeOf = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  );
  return Uint8Array.from(text, (letter) => {
    const byte = codeOf.get(letter);
    if (byte === undefined) throw new RangeError(`no ${letter} in ${label}`);
    return byte;
  });
}

/** UTF-32, little-endian, with a byte order mark. */
export function encodeUtf32(text: string): Uint8Array<ArrayBuffer> {
  const codes = Uint32Array.from([0xfeff, ...Array.from(text, (letter) => letter.codePointAt(0)!)]);
  return new Uint8Array(codes.buffer);
}
