import type { Figure } from '../../figures/figure';
import { drawCountsByPart, hourNames, weekdayNames } from '../../figures/profile/counts-by-part';
import { drawHistogram, type Bins } from '../../figures/profile/histogram';
import { drawTopValues } from '../../figures/profile/top-values';
import type { ColumnProfile } from '../../methods/profile/profile';

/** Whole numbers of so few values are drawn one by one rather than in bins. */
const fewValues = 20;

/** Whether there is anything to draw. */
export function hasPicture({ kind, values }: ColumnProfile): boolean {
  return kind !== 'empty' && kind !== 'identifier' && values.present > 0;
}

/** The one picture that says most about a column; `undefined` where a picture says nothing. */
export function drawColumn(column: ColumnProfile): Figure | undefined {
  const { name, kind, values, number, date, missing } = column;
  if (!hasPicture(column)) return undefined;
  if (date) {
    const bins = coarsen(date.shape.histogram, values.present);
    return drawHistogram(name, bins, { scale: 'time', whole: false });
  }
  const isGroups = kind === 'category' || kind === 'boolean' || kind === 'constant';
  if (number && number.finite > 0 && !isGroups) {
    const bins = number.wholeBins ?? coarsen(number.histogram, number.finite);
    const [, , , median] = number.quantiles;
    const range = [Number(number.min), Number(number.max)] as const;
    return drawHistogram(name, bins, { scale: 'number', whole: !!number.wholeBins, median, range });
  }
  if (kind === 'text' || column.list) return drawLengths(column);
  return drawTopValues(name, values.top, values.present, missing);
}

/** Every picture of one column, for those who look at it alone. */
export function drawColumnInFull(column: ColumnProfile): Figure[] {
  const { name, values, number, date, text, list, missing } = column;
  const figures: (Figure | undefined)[] = [drawColumn(column)];
  if (number && number.finite > 0 && values.distinct > 1) {
    const words = { scale: 'number', whole: false } as const;
    if (number.wholeBins) {
      figures.push(drawHistogram(`${name} in 50 bins of equal width`, number.histogram, words));
    }
    if (values.distinct <= fewValues) {
      figures.push(drawTopValues(`${name}: its values`, values.top, values.present, missing));
    }
  }
  if (date) {
    figures.push(drawCountsByPart(name, 'weekday', weekdayNames, date.weekdays));
    if (date.hours) figures.push(drawCountsByPart(name, 'hour, UTC', hourNames, date.hours));
  }
  if (text && values.present > 0) {
    if (column.kind === 'text') {
      const title = `${name}: most frequent texts`;
      if (values.distinct < values.present)
        figures.push(drawTopValues(title, values.top, values.present, missing));
    } else if (text.length.min < text.length.max) figures.push(drawLengths(column));
    figures.push(drawPatterns(column));
  }
  if (list && list.topItems.length > 0) {
    const title = `${name}: most frequent values in its lists`;
    figures.push(drawTopValues(title, list.topItems, list.items, list.missingItems));
  }
  return figures.filter((figure) => figure !== undefined);
}

/** Fewer, wider bins where fifty would hold a handful of rows each; the counts stay exact. */
function coarsen({ edges, counts }: Bins, rows: number): Bins {
  const together = rows < 400 ? 5 : rows < 2000 ? 2 : 1;
  if (counts.length % together !== 0) return { edges, counts };
  const merged = new Array<number>(counts.length / together).fill(0);
  counts.forEach((count, bin) => (merged[Math.floor(bin / together)]! += count));
  return { edges: edges.filter((_, edge) => edge % together === 0), counts: merged };
}

function drawLengths({ name, text, list }: ColumnProfile): Figure | undefined {
  const sized = text ?? list;
  if (!sized || sized.lengths.length === 0) return undefined;
  const starts = sized.lengths.map(({ from }) => from);
  const step =
    starts.length > 1 ? Math.min(...starts.slice(1).map((from, at) => from - starts[at]!)) : 1;
  const bins = Math.round((starts.at(-1)! - starts[0]!) / step) + 1;
  const counts = new Array<number>(bins).fill(0);
  for (const { from, count } of sized.lengths) {
    counts[Math.round((from - starts[0]!) / step)]! += count;
  }
  const edges = Array.from({ length: bins + 1 }, (_, edge) => starts[0]! - 0.5 + edge * step);
  const range = [sized.length.min, sized.length.max] as const;
  const words = { scale: 'number', whole: true, range } as const;
  return drawHistogram(
    `${name}: ${text ? 'characters' : 'values in a list'}`,
    { edges, counts },
    words,
  );
}

function drawPatterns({ name, text, values }: ColumnProfile): Figure | undefined {
  if (!text || text.patternsCut || text.patterns.length < 2) return undefined;
  const top = text.patterns.map(({ pattern, count }) => ({ value: pattern, count }));
  return drawTopValues(`${name}: shapes (a letters, 9 digits)`, top, values.present, 0);
}
