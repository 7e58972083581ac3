/** What the texts of one column look like: how often each value, pattern and class was seen. Plain data. */
export interface ColumnShape {
  count: number;
  values: Map<string, number>;
  /** Digits as `9`, letters as `a`, all else as it is; then with runs of these as one. */
  patterns: Map<string, number>;
  runs: Map<string, number>;
  classes: Map<string, number>;
}

const rememberedTexts = 400;
const longestPattern = 32;
/** What was seen once may be the very text in question: it counts for little. */
const itself = 0.9;
/** The likelihood of a text in a column that has shown nothing like it. */
const strange = 0.0005;

/** The shapes of the columns of rows that are known to be whole. */
export function columnShapes(
  rows: readonly (readonly string[])[],
  columnCount: number,
): ColumnShape[] {
  const shapes = Array.from({ length: columnCount }, createShape);
  for (const row of rows) shapes.forEach((shape, column) => addTo(shape, row[column] ?? ''));
  return shapes;
}

function createShape(): ColumnShape {
  return {
    count: 0,
    values: new Map(),
    patterns: new Map(),
    runs: new Map(),
    classes: new Map(),
  };
}

function addTo(shape: ColumnShape, text: string): void {
  shape.count += 1;
  const pattern = patternOf(text);
  countIn(shape.values, text);
  countIn(shape.patterns, pattern);
  countIn(shape.runs, runsOf(pattern));
  countIn(shape.classes, classOf(text));
}

function countIn(counts: Map<string, number>, key: string): void {
  const count = counts.get(key);
  if (count !== undefined || counts.size < rememberedTexts) counts.set(key, (count ?? 0) + 1);
}

/**
 * How well a text fits a column, in (0, 1]: a mixture of how often the column showed this text, its pattern,
 * its pattern of runs, and its class. A text of an unseen pattern counts by its class only as far as the
 * column keeps showing new patterns (Good and Turing's estimate).
 */
export function likelihood(shape: ColumnShape, text: string): number {
  if (shape.count === 0) return 0.1;
  const pattern = patternOf(text);
  const runs = runsOf(pattern);
  const share = (counts: Map<string, number>, key: string): number =>
    Math.max(0, (counts.get(key) ?? 0) - itself) / shape.count;
  const novelty = (shape.runs.get(runs) ?? 0) > 1 ? 1 : singletonShare(shape);
  return (
    strange +
    0.25 * share(shape.values, text) +
    0.2 * share(shape.patterns, pattern) +
    0.3 * share(shape.runs, runs) +
    0.2 * share(shape.classes, classOf(text)) * novelty
  );
}

function singletonShare({ runs, count }: ColumnShape): number {
  let singletons = 0;
  for (const times of runs.values()) if (times === 1) singletons += 1;
  return Math.max(singletons, 0.5) / count;
}

function patternOf(text: string): string {
  return text.slice(0, longestPattern).replace(/\p{L}/gu, 'a').replace(/\p{N}/gu, '9');
}

function runsOf(pattern: string): string {
  return pattern
    .replace(/a+/g, 'a')
    .replace(/9+/g, '9')
    .replace(/[a9](?: ?[a9])+/g, 'w');
}

/** Nothing, a number, digits with marks between (dates, times, codes), or words. */
function classOf(text: string): string {
  if (text === '') return 'empty';
  if (/^\s*[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?\s*$/i.test(text)) return 'number';
  if (/^[\d\s.,:/+-]+$/.test(text)) return 'digits';
  return 'text';
}
