import { utf8, type Column } from '@uwdata/flechette';
import { columnOf, packValidity } from './arrow-column';

/** Texts of `length` rows as an Arrow column; `undefined` is missing. */
export function textColumnOf(
  length: number,
  textAt: (row: number) => string | undefined,
): Column<unknown> {
  const encoder = new TextEncoder();
  const isSet = new Uint8Array(length);
  const offsets = new Int32Array(length + 1);
  const parts: Uint8Array[] = [];
  for (let row = 0; row < length; row += 1) {
    offsets[row + 1] = offsets[row]!;
    const text = textAt(row);
    if (text === undefined) continue;
    const part = encoder.encode(text);
    isSet[row] = 1;
    offsets[row + 1]! += part.length;
    parts.push(part);
  }
  const values = new Uint8Array(offsets[length]!);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return columnOf(utf8(), { ...packValidity(isSet, length), length, offsets, values });
}
