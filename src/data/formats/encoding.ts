import { countUtf8 } from './utf8';

/** How a text's bytes stand for characters. `windows-1252` is what the web calls Latin-1. */
export interface TextEncoding {
  name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Bytes of the byte order mark at the start. */
  markBytes: number;
  /** What was found out or guessed, in words; absent for plain UTF-8. */
  note?: string;
}

/**
 * The encoding of a text from its first bytes: by its byte order mark, by the zeros of UTF-16, else UTF-8,
 * unless more of what is not ASCII is malformed than well-formed UTF-8: then Windows-1252, the superset of
 * Latin-1 that Excel writes. A text that is wrong only further on is found out while it is read.
 */
export function inferEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { name: 'utf-8', markBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return utf16('utf-16le', 2);
  if (head[0] === 0xfe && head[1] === 0xff) return utf16('utf-16be', 2);
  const [evenZeros, oddZeros] = zeroShares(head);
  if (oddZeros > 0.3 && evenZeros < 0.05) return utf16('utf-16le', 0);
  if (evenZeros > 0.3 && oddZeros < 0.05) return utf16('utf-16be', 0);
  const { multibyte, invalid } = countUtf8(head, 0, completeEnd(head));
  return invalid > multibyte ? latin1 : { name: 'utf-8', markBytes: 0 };
}

/** For a text that turned out not to be UTF-8. */
export const latin1: TextEncoding = {
  name: 'windows-1252',
  markBytes: 0,
  note: 'The file is not UTF-8; it was read as Latin-1 (Windows-1252). Check letters with accents.',
};

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
