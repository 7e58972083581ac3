import type { ByteWriter } from './byte-writer';
import { excelCellCharacters } from './excel-limits';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const ampersand = encoder.encode('&amp;');
const less = encoder.encode('&lt;');
const greater = encoder.encode('&gt;');
const underscore = 0x5f;
const lowerX = 0x78;

/**
 * Writes UTF-8 as text of XML, as Excel does: what XML cannot hold becomes `_x0001_`, and a text that looks like
 * such a mark has its underscore written as `_x005F_`.
 */
export function writeXmlText(
  writer: ByteWriter,
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): void {
  writer.reserve(end - start);
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === 0x26) writer.copy(ampersand);
    else if (byte === 0x3c) writer.copy(less);
    else if (byte === 0x3e) writer.copy(greater);
    else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a) writeMark(writer, byte);
    else if (byte === underscore && bytes[at + 1] === lowerX && isMark(bytes, at, end))
      writeMark(writer, underscore);
    else if (byte === 0xef && isNoCharacter(bytes, at)) {
      writeMark(writer, 0xffc0 | bytes[at + 2]!);
      at += 2;
    } else writer.byte(byte);
  }
}

/** The end of what a cell can hold of a text: 32,767 characters as UTF-16 counts them, none of them cut in two. */
export function excelTextEnd(bytes: Uint8Array, start: number, end: number): number {
  if (end - start <= excelCellCharacters) return end;
  const text = decoder.decode(bytes.subarray(start, end));
  if (text.length <= excelCellCharacters) return end;
  const cut = text.slice(0, excelCellCharacters).replace(/[\ud800-\udbff]$/, '');
  return start + encoder.encode(cut).length;
}

/** Text for an attribute. */
export function xmlAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function writeMark(writer: ByteWriter, code: number): void {
  writer.text(`_x${code.toString(16).toUpperCase().padStart(4, '0')}_`);
}

function isMark(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 7 > end) return false;
  return /^_x[0-9a-f]{4}_$/i.test(decoder.decode(bytes.subarray(at, at + 7)));
}

/** U+FFFE and U+FFFF, which XML does not allow. */
function isNoCharacter(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 1] === 0xbf && bytes[at + 2]! >= 0xbe;
}
