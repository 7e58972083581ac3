import type { Statement } from '../../data/answer';
import { countWords, formatCount, formatNumber, formatShare } from '../../data/format';
import type { ChartReport } from './collect-chart';
import { mostPoints } from './collect-chart';
import { axisWords } from './crossfilter-words';
import { pressedColumns } from './pressed-columns';

const measures = {
  count: 'rows',
  sum: 'sum',
  mean: 'mean',
  median: 'median',
  min: 'least',
  max: 'largest',
} as const;

/** What a bar, a line or a cell stands for: `rows`, `mean of price`. */
export function measureWords({ aggregate, value }: ChartReport): string {
  return value === undefined ? 'rows' : `${measures[aggregate]} of ${value}`;
}

const what = {
  bar: 'Bars',
  line: 'A line',
  histogram: 'A histogram',
  box: 'Boxes',
  scatter: 'A scatter chart',
  density: 'A density',
  heatmap: 'A heat map',
  parallel: 'Parallel coordinates',
  matrix: 'A scatter matrix',
} as const;

/** What is drawn, by which rule, of how many rows, and what was left out. */
export function describeChart(report: ChartReport): Statement[] {
  const { rows, tableRows, kind, columns, empty } = report;
  const some =
    rows === tableRows
      ? `all ${countWords(rows, 'row')}`
      : `${formatCount(rows)} of ${countWords(tableRows, 'row')}`;
  if (empty.length > 0)
    return [
      {
        level: 'warning',
        text: `There is no value to draw in ${empty.join(' and ')}. Choose another column.`,
      },
    ];
  return [
    {
      level: 'info',
      text: `${what[kind]} of ${columns.join(', ')} over ${some}. ${ruleWords(report)}`,
    },
    ...cutWords(report),
    ...farWords(report),
    ...leftOutWords(report),
  ];
}

function ruleWords(report: ChartReport): string {
  const { kind, axes, points, boxes, rows } = report;
  const steps = axes.map((axis) => `${axis.column} by ${axisWords(axis)}`).join(', ');
  if (kind === 'box')
    return `A box holds the middle half of ${report.value ?? ''} (quartiles by linear interpolation), the line is the median; whiskers reach to the last values within 1.5 times its length. ${formatCount(boxes.reduce((sum, box) => sum + box.outliers, 0))} values lie beyond; the ten most extreme at each end are drawn.`;
  if (points)
    return points.x.length >= mostPoints && rows > mostPoints
      ? `A point is a row: a seeded sample of ${formatCount(points.x.length)}.`
      : 'A point is a row.';
  if (kind === 'parallel')
    return `Between neighbours a line stands for all rows of two bins; the stronger, the more rows. Bins: ${steps}.`;
  if (kind === 'matrix')
    return `Cells count the rows of two bins, on the diagonal of one; darker means more, by the root. Bins: ${steps}.`;
  if (kind === 'density' && axes.length === 1)
    return 'Gaussian kernel over 200 bins and more, bandwidth by Silverman’s rule; the area under each line is 1.';
  if (kind === 'scatter' || kind === 'density')
    return `Too many rows for points: cells count the rows in them, stronger by powers of ten. Bins: ${steps}.`;
  return `Measured: ${measureWords(report)}. Bins: ${steps}.`;
}

function cutWords({ axes, colour, kind, pairs }: ChartReport): Statement[] {
  const lists = colour ? [...axes, colour] : axes;
  const cut = lists.flatMap((axis) =>
    axis.kind === 'values' && axis.others > 0
      ? [
          `${axis.column}: the ${axis.values.length} most frequent of ${formatCount(axis.values.length + axis.others)} values, the rest together as “${formatCount(axis.others)} others”.`,
        ]
      : [],
  );
  const unused =
    colour && (pairs.length > 0 || kind === 'heatmap')
      ? [`${colour.column} gives no colour here: cells are coloured by how many rows they hold.`]
      : [];
  return [...cut, ...unused].map((text) => ({ level: 'info', text }));
}

function farWords(report: ChartReport): Statement[] {
  if (!report.far) {
    const pressed = pressedColumns(report);
    if (pressed.length === 0) return [];
    const text = `A few far values of ${pressed.join(' and ')} press nearly all others together. “Without far values” leaves them out of the picture.`;
    return [{ level: 'info', text }];
  }
  const parts = report.far.flatMap(({ column, low, high, rows }) =>
    rows > 0
      ? [
          `${column}: ${countWords(rows, 'row')} below ${formatNumber(low)} or above ${formatNumber(high)}`,
        ]
      : [],
  );
  if (parts.length === 0)
    return [{ level: 'info', text: 'No value lies far out, so none was left out for that.' }];
  const rule = 'further from the middle half than three times its width (Tukey’s outer fences)';
  return [
    { level: 'warning', text: `Left out, since they lie far out: ${parts.join('; ')}; ${rule}.` },
  ];
}

function leftOutWords({ leftOut, rows }: ChartReport): Statement[] {
  const parts = leftOut.flatMap(({ column, missing, nan, infinite }) => {
    const words = [
      ...(missing > 0 ? [`${formatCount(missing)} missing (${formatShare(missing / rows)})`] : []),
      ...(nan > 0 ? [`${formatCount(nan)} NaN`] : []),
      ...(infinite > 0 ? [`${formatCount(infinite)} infinite`] : []),
    ];
    return words.length > 0 ? [`${column}: ${words.join(', ')}`] : [];
  });
  return parts.length === 0
    ? []
    : [
        {
          level: 'warning',
          text: `Left out, since they have no place on an axis: ${parts.join('; ')}.`,
        },
      ];
}
