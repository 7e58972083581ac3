import { formatNumber, formatShare } from '../../data/format';
import type { FeatureRow } from '../../operators/select/feature-rows';

type Picture = NonNullable<FeatureRow['picture']>;
type Level = Picture['levels'][number];

export interface DrawnPicture {
  /** Outlines in a box of width and height 1, top left first; one for each class that is drawn. */
  paths: { series: number; path: string }[];
  /** Height of a level like the whole table; none where there are more than two classes. */
  overall?: number;
  /** All of it in one sentence. */
  words: string;
  /** A line for each level, for the pointer. */
  details: string;
}

/** Means of a numeric target, over all pictures: one scale for all, so that flat columns look flat. */
export interface MeanRange {
  low: number;
  high: number;
}

/** However few rows a level has, it can be seen. */
const leastWidth = 0.035;

/**
 * A column against the target: levels as wide as their share of rows; two classes: the share of the second;
 * more classes: their shares on top of each other; a number: its mean.
 */
export function drawTargetPicture(
  picture: Picture,
  target: string,
  range: MeanRange,
): DrawnPicture {
  const { levels, classes } = picture;
  const isMean = classes.length === 0;
  const shown = isMean ? [0] : classes.length === 2 ? [1] : classes.map((_, index) => index);
  const heightsOf = (level: Level): number[] =>
    isMean ? [heightOf(level.mean ?? NaN, range)] : shown.map((series) => level.shares[series]!);
  const widths = levelWidths(levels.map(({ rows }) => rows));
  const parts = shown.map((): string[] => []);
  let x = 0;
  levels.forEach((level, index) => {
    let y = 0;
    heightsOf(level).forEach((height, position) => {
      parts[position]!.push(rectangle(x, y, widths[index]!, height));
      y += height;
    });
    x += widths[index]!;
  });
  return {
    paths: shown.map((series, position) => ({ series, path: parts[position]!.join('') })),
    overall: classes.length > 2 ? undefined : findOverall(picture, range),
    words: describePicture(picture, target),
    details: levels.map((level) => describeLevel(level, classes, target)).join('\n'),
  };
}

/** A bar in the path language of SVG; `y` is measured from the bottom. A gap is left to the next one. */
function rectangle(x: number, y: number, width: number, height: number): string {
  const inner = Math.max(0.004, width - 0.008);
  const [left, top] = [(x + 0.004).toFixed(3), (1 - y - height).toFixed(3)];
  return `M${left} ${top}h${inner.toFixed(3)}v${height.toFixed(3)}h-${inner.toFixed(3)}z`;
}

/** Mean height over all rows. */
function findOverall({ levels, classes }: Picture, range: MeanRange): number | undefined {
  const last = classes.length - 1;
  const known = levels.filter(({ rows, mean }) => rows > 0 && Number.isFinite(mean ?? 0));
  const total = known.reduce((sum, { rows }) => sum + rows, 0);
  const height = (level: Level): number =>
    level.mean === undefined ? level.shares[last]! : heightOf(level.mean, range);
  if (total === 0) return undefined;
  return known.reduce((sum, level) => sum + level.rows * height(level), 0) / total;
}

/** Least and largest mean over all pictures; a range of no width where there is none. */
export function findMeanRange(rows: readonly FeatureRow[]): MeanRange {
  const means = rows
    .flatMap(({ picture }) => picture?.levels ?? [])
    .filter(({ rows: count, mean }) => count > 0 && Number.isFinite(mean))
    .map(({ mean }) => mean!);
  return means.length === 0
    ? { low: 0, high: 0 }
    : { low: Math.min(0, ...means), high: Math.max(0, ...means) };
}

function levelWidths(rows: readonly number[]): number[] {
  const total = rows.reduce((sum, count) => sum + count, 0);
  const raised = rows.map((count) => Math.max(leastWidth, total > 0 ? count / total : 0));
  const whole = raised.reduce((sum, width) => sum + width, 0);
  return raised.map((width) => width / whole);
}

function heightOf(mean: number, { low, high }: MeanRange): number {
  if (!Number.isFinite(mean) || high <= low) return 0;
  return (mean - low) / (high - low);
}

function describeLevel(level: Level, classes: readonly string[], target: string): string {
  const rows = `${level.rows.toLocaleString('en-US')} rows`;
  if (level.mean !== undefined)
    return `${level.label}: mean ${target} ${formatNumber(level.mean, 3)}, ${rows}`;
  const parts = classes.map((name, index) => `${name} ${formatShare(level.shares[index]!)}`);
  return `${level.label}: ${(classes.length === 2 ? parts.slice(1) : parts).join(', ')}, ${rows}`;
}

function describePicture({ levels, classes }: Picture, target: string): string {
  const filled = levels.filter(({ rows }) => rows > 0);
  const valueOf = (level: Level): number => level.mean ?? level.shares.at(-1) ?? 0;
  if (filled.length === 0 || (classes.length > 2 && filled[0]!.mean === undefined))
    return `Shares of ${classes.join(', ')} in ${levels.length} levels.`;
  const sorted = [...filled].sort((one, other) => valueOf(one) - valueOf(other));
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const isMean = least.mean !== undefined;
  const name = isMean ? `Mean of ${target}` : `Share of ${classes.at(-1)}`;
  const write = (level: Level): string =>
    isMean ? formatNumber(valueOf(level), 3) : formatShare(valueOf(level));
  return `${name}: least ${write(least)} at ${least.label}, most ${write(most)} at ${most.label}.`;
}
