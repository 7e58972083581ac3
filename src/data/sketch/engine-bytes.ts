import { typeFamily } from '../type-family';
import type { SketchedColumn, SketchedTexts } from './sketched-column';

const widths: readonly [RegExp, number][] = [
  [/^(BOOLEAN|U?TINYINT)$/, 1],
  [/^U?SMALLINT$/, 2],
  [/^(U?INTEGER|FLOAT|DATE)$/, 4],
  [/^(U?HUGEINT|UUID)$/, 16],
];

/**
 * Bytes that a column takes in the engine for each of `rows` rows. Tables in memory are not compressed: fixed
 * widths, and texts with four bytes each beside their own, in blocks that are not always full. Measured with
 * DuckDB 1.4: 9.2 for 8 bytes, 5.0 for 4, 1.6 for 1, 17.8 for 16, and 5 plus 1.02 a byte for texts.
 */
export function engineBytesPerRow({
  type,
  rows,
  texts,
}: Pick<SketchedColumn, 'type' | 'rows'> & {
  texts?: Pick<SketchedTexts, 'count' | 'meanLength'>;
}): number {
  if (isStoredAsText(type)) {
    const share = rows > 0 && texts ? texts.count / rows : 0;
    return 5 + 1.02 * share * bytesOf(texts?.meanLength ?? 0);
  }
  const decimal = /^DECIMAL\((\d+)/.exec(type);
  const width = decimal
    ? Number(decimal[1]) > 18
      ? 16
      : 8
    : (widths.find(([pattern]) => pattern.test(type))?.[1] ?? 8);
  return 1.075 * width + 0.55;
}

function isStoredAsText(type: string): boolean {
  return ['text', 'enum', 'other'].includes(typeFamily(type));
}

/** Characters beyond ASCII take more than a byte; a tenth on top is enough for most languages written here. */
function bytesOf(characters: number): number {
  return 1.1 * characters;
}
