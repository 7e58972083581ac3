import type { SketchedColumn } from '../../data/sketch/sketched-column';
import { typeFamily } from '../../data/type-family';
import type { Figure } from '../../figures/figure';
import { drawHistogram } from '../../figures/profile/histogram';
import { drawTopValues } from '../../figures/profile/top-values';

const mostFigures = 12;

/** Pictures of the first dozen columns that have one. */
export function sketchFigures(columns: readonly SketchedColumn[]): Figure[] {
  return columns.flatMap((column) => drawSketch(column)).slice(0, mostFigures);
}

function drawSketch({
  name,
  type,
  kind,
  rows,
  missing,
  histogram,
  numbers,
  top,
}: SketchedColumn): Figure[] {
  const family = typeFamily(type);
  const isRepeated = kind === 'category' || kind === 'boolean';
  if (isRepeated && top.values.length > 0) {
    const labelled = top.values.map(({ label, count }) => ({ value: label, count }));
    return [drawTopValues(name, labelled, rows - missing, missing)];
  }
  if (!histogram || !numbers || kind === 'identifier') return [];
  return [
    drawHistogram(name, histogram, {
      scale: family === 'date' || family === 'datetime' ? 'time' : 'number',
      whole: family === 'integer',
      range: [numbers.min, numbers.max],
      median: numbers.quantiles.find(({ probability }) => probability === 0.5)?.value,
    }),
  ];
}
