import { guessLegacyEncoding } from './legacy-encoding';
import { countUtf8 } from './utf8';

/**
 * How a text's bytes stand for characters: a label of the Encoding Standard, or `utf-32le`, `utf-32be`.
 * `windows-1252` is what the web calls Latin-1.
 */
export interface TextEncoding {
  name: string;
  /** Bytes of the byte order mark at the start. */
  markBytes: number;
  /** What was found out or guessed, in words; absent for plain UTF-8. */
  note?: string;
}

/**
 * The encoding of a text from its first bytes: by its byte order mark, by the zeros of UTF-16, else UTF-8,
 * unless more of what is not ASCII is malformed than well-formed UTF-8: then Windows-1252, the superset of
 * Latin-1 that Excel writes, or another code page where its letters tell. A text that is wrong only further on is found out while it is read.
 */
export function inferEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { name: 'utf-8', markBytes: 3 };
  if (isUtf32(head, true)) return utf32('utf-32le', 4);
  if (isUtf32(head, false)) return utf32('utf-32be', 4);
  if (isWide(head, [1, 2, 3])) return utf32('utf-32le', 0);
  if (isWide(head, [0, 1, 2])) return utf32('utf-32be', 0);
  if (head[0] === 0xff && head[1] === 0xfe) return utf16('utf-16le', 2);
  if (head[0] === 0xfe && head[1] === 0xff) return utf16('utf-16be', 2);
  const [evenZeros, oddZeros] = zeroShares(head);
  if (oddZeros > 0.3 && evenZeros < 0.05) return utf16('utf-16le', 0);
  if (evenZeros > 0.3 && oddZeros < 0.05) return utf16('utf-16be', 0);
  const { multibyte, invalid } = countUtf8(head, 0, completeEnd(head));
  return invalid > multibyte
    ? legacyEncoding(guessLegacyEncoding(head))
    : { name: 'utf-8', markBytes: 0 };
}

/** For a text that turned out not to be UTF-8. */
export const latin1: TextEncoding = {
  name: 'windows-1252',
  markBytes: 0,
  note: 'The file is not UTF-8; it was read as Latin-1 (Windows-1252). Check letters with accents.',
};

/** An encoding that was named: by the user, or by what its letters look like. */
export function legacyEncoding(name: string): TextEncoding {
  if (name === 'windows-1252') return latin1;
  const note = `The file is not UTF-8; its letters look like ${name}. Check them.`;
  return { name, markBytes: 0, note };
}

/** A byte order mark of four bytes. */
function isUtf32(head: Uint8Array, isLittle: boolean): boolean {
  const order = isLittle ? [0xff, 0xfe, 0, 0] : [0, 0, 0xfe, 0xff];
  return head.length >= 8 && order.every((byte, at) => head[at] === byte);
}

/** Of each of the first characters only one byte is set, and the same: Latin letters in UTF-32. */
function isWide(head: Uint8Array, zeros: readonly number[]): boolean {
  const characters = Math.min(16, Math.floor(head.length / 4));
  const isLatin = (index: number): boolean =>
    [0, 1, 2, 3].every((place) => (head[4 * index + place] === 0) === zeros.includes(place));
  return characters >= 4 && Array.from({ length: characters }, (_, at) => at).every(isLatin);
}

function utf32(name: 'utf-32le' | 'utf-32be', markBytes: number): TextEncoding {
  return { name, markBytes, note: `The file is written in ${name.toUpperCase()}.` };
}

function utf16(name: 'utf-16le' | 'utf-16be', markBytes: number): TextEncoding {
  return { name, markBytes, note: `The file is written in ${name.toUpperCase()}.` };
}

/** Shares of zero bytes at even and at odd offsets. */
function zeroShares(head: Uint8Array): [even: number, odd: number] {
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]! += 1;
  });
  const pairs = Math.max(1, head.length / 2);
  return [zeros[0]! / pairs, zeros[1]! / pairs];
}

/** The end of the last whole character: the sample may cut one in two. */
function completeEnd(head: Uint8Array): number {
  let end = head.length;
  for (let back = 0; back < 3 && end > 0 && head[end - 1]! >= 0x80; back += 1) end -= 1;
  return end;
}
