import type { ColumnInfo } from '../../data/table';
import type { TextFacts } from '../../data/texts/text-facts';
import { lengthBin, lengthEdges, longestLabel, pictureKind, topValues } from './header-queries';
import type { HeaderHistogram, HeaderPicture, HeaderValues } from './header-pictures';

/**
 * The picture of a text column over all rows, as the engine would count it, from what was counted while the column was
 * read; `undefined` where it has no value, or another kind of picture.
 */
export function pictureOfTexts(
  column: ColumnInfo,
  rowCount: number,
  facts: TextFacts,
): HeaderPicture | undefined {
  const { present, lengths } = facts;
  const kind = pictureKind(column);
  if (present === 0 || kind === 'histogram') return undefined;
  return {
    name: column.name,
    missingShare: 1 - present / rowCount,
    distinct: Math.min(column.distinct, present),
    distinctIsEstimate: column.distinctIsEstimate,
    picture:
      kind === 'lengths' ? drawLengths(lengths) : drawValues(kind === 'values' ? facts : none),
  };
}

/** Identifiers have no picture. */
const none: Pick<TextFacts, 'top' | 'present'> = { top: [], present: 0 };

function drawValues({ top, present }: Pick<TextFacts, 'top' | 'present'>): HeaderValues {
  const shown = top.slice(0, topValues);
  const counts = shown.map(([, count]) => count);
  const labels = shown.map(([text]) => [...text].slice(0, longestLabel).join(''));
  const others = present - counts.reduce((sum, count) => sum + count, 0);
  return { kind: 'values', labels, counts, others };
}

function drawLengths(lengths: TextFacts['lengths']): HeaderHistogram {
  const edges = lengthEdges(lengths[0]![0], lengths.at(-1)![0]);
  const counts = new Array<number>(edges.length - 1).fill(0);
  for (const [length, count] of lengths) counts[lengthBin(length, edges)]! += count;
  return { kind: 'histogram', edges, counts, ofLengths: true };
}
