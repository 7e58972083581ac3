import type { ResultTable, ResultValue } from '../../data/answer';
import { formatCount, formatNumber } from '../../data/format';
import { measureNames } from '../../methods/profile/association';
import type { ColumnOutliers } from '../../methods/profile/column-outliers';
import type { NearestColumns } from './collect-nearest';
import { tabulateColumn } from './column-tables';
import type { ColumnReport } from './describe-column';

/** Everything that is known of one column, and of those beside it, as tables. */
export function tabulateReport({
  column,
  outliers,
  examples,
  nearest,
}: ColumnReport): ResultTable[] {
  const tables = tabulateColumn(column);
  if (outliers && outliers.farthest.length > 0) tables.push(tabulateOutliers(outliers));
  if (nearest.columns.length > 0) tables.push(tabulateNearest(nearest));
  if (examples.length > 0) {
    tables.push({
      title: 'Examples',
      columns: [
        { label: 'Row', format: 'integer' },
        { label: 'Value', format: 'text' },
      ],
      rows: examples.map(({ row, value }): ResultValue[] => [row, value]),
      note: 'Rows drawn at random, each as likely as any other.',
      holdsRows: true,
    });
  }
  return tables;
}

function tabulateOutliers({ farthest, below, above }: ColumnOutliers): ResultTable {
  return {
    title: 'Farthest values',
    columns: [
      { label: 'Value', format: 'text' },
      { label: 'Rows', format: 'integer' },
    ],
    rows: farthest.map(({ value, count }): ResultValue[] => [formatNumber(value, 8), count]),
    holdsRows: true,
    note: `Outside of the fences, the farthest from the median first: ${formatCount(below)} rows below, ${formatCount(above)} above.`,
  };
}

function tabulateNearest({ columns, rows }: NearestColumns): ResultTable {
  return {
    title: 'Nearest columns',
    columns: [
      { label: 'Column', format: 'text' },
      {
        label: 'Strength',
        format: 'bar',
        help: '0 nothing of each other, 1 one decides the other.',
      },
      { label: 'Measure', format: 'text' },
      { label: 'Spearman', format: 'number', help: 'With its sign, of two numbers.' },
      { label: 'Mutual information', format: 'number', help: 'Nats, numbers in ten bins.' },
    ],
    rows: columns.map(({ name, strength, measure, spearman, mutualInformation }): ResultValue[] => [
      name,
      strength,
      measureNames[measure],
      spearman ?? null,
      mutualInformation,
    ]),
    note: `On ${formatCount(rows)} rows, missing values left out pair by pair.`,
  };
}
