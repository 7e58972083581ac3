import type { FileLook, FileSketch } from '../../data/file-look';
import { formatCount } from '../../data/format';
import type { SketchedColumn } from '../../data/sketch/sketched-column';
import { typeFamily } from '../../data/type-family';
import { axisWords } from '../grid/grid-bins';

/** A column of a file that is only looked at, as it is drawn. */
export interface LookColumn {
  name: string;
  type: string;
  kind?: string;
  missingShare: number;
  isRight: boolean;
  picture?: LookPicture;
}

export type LookPicture =
  | { kind: 'bars'; heights: number[]; least: string; largest: string; words: string }
  | { kind: 'values'; values: { label: string; share: number }[]; words: string }
  | { kind: 'words'; words: string };

/** Columns drawn of a very wide file; how many there are is said beside it. */
export const shownColumns = 40;

/** The first columns with what a sketch adds, once it is there. */
export function lookColumns(look: FileLook, sketch: FileSketch | undefined): LookColumn[] {
  return look.columns.slice(0, shownColumns).map(({ name, type }, index) => {
    const sketched = sketch?.columns[index];
    const family = typeFamily(sketched?.type ?? type);
    return {
      name,
      type,
      kind: sketched?.kind,
      missingShare: sketched && sketched.rows > 0 ? sketched.missing / sketched.rows : 0,
      isRight: family === 'integer' || family === 'float' || family === 'decimal',
      picture: sketched && pictureOf(sketched),
    };
  });
}

function pictureOf(column: SketchedColumn): LookPicture {
  const { histogram, top, kind, distinct } = column;
  const present = column.rows - column.missing;
  const isRepeated = kind === 'category' || kind === 'boolean' || kind === 'constant';
  if (isRepeated && top.values.length > 0) {
    const values = top.values
      .slice(0, 3)
      .map(({ label, count }) => ({ label, share: count / Math.max(1, present) }));
    return { kind: 'values', values, words: valueWords(values) };
  }
  if (histogram && histogram.counts.length > 0) return barsOf(column, histogram);
  return { kind: 'words', words: `${formatCount(distinct)} distinct in the sketch` };
}

function barsOf(
  { type }: SketchedColumn,
  { edges, counts }: { edges: number[]; counts: number[] },
): LookPicture {
  const most = Math.max(1, ...counts);
  const range = edges.at(-1)! - edges[0]!;
  const [least, largest] = [
    axisWords(edges[0]!, type, range),
    axisWords(edges.at(-1)!, type, range),
  ];
  return {
    kind: 'bars',
    heights: counts.map((count) => (count === 0 ? 0 : Math.max(0.05, count / most))),
    ...{ least, largest },
    words: `Histogram from ${least} to ${largest}.`,
  };
}

function valueWords(values: { label: string; share: number }[]): string {
  const listed = values.map(
    ({ label, share }) => `${label || 'empty text'} ${Math.round(100 * share)} %`,
  );
  return `Most frequent: ${listed.join(', ')}.`;
}
