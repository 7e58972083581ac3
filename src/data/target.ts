import { type ColumnInfo, type ColumnKind, type TableInfo } from './table';

/** Names that people give to what they want to predict, the surest first. Compared without case and signs. */
const targetNames: readonly string[] = [
  ...['target', 'label', 'labels', 'class', 'y', 'outcome', 'groundtruth', 'response'],
  ...[
    'income',
    'species',
    'churn',
    'churned',
    'survived',
    'default',
    'defaulted',
    'fraud',
    'isfraud',
  ],
  ...[
    'diagnosis',
    'disease',
    'severity',
    'malignant',
    'died',
    'readmitted',
    'converted',
    'clicked',
  ],
  ...['sentiment', 'spam', 'category', 'grade', 'quality', 'rating', 'rings', 'wage', 'wages'],
  ...['salary', 'price', 'saleprice', 'cost', 'revenue', 'sales', 'tips', 'tip', 'delay', 'demand'],
];

const unfit: readonly ColumnKind[] = ['constant', 'empty', 'identifier', 'text'];

/**
 * The column that one would most likely want to predict, by its name; else the last category or boolean with
 * 2 to 20 distinct values. A guess to start from, `undefined` where nothing suggests itself.
 */
export function findLikelyTarget(table: TableInfo): string | undefined {
  return findByName(table) ?? findLastCategory(table);
}

function findByName(table: TableInfo): string | undefined {
  const fitting = table.columns.filter(isFit).reverse();
  for (const name of targetNames) {
    const found = fitting.find((column) => plainName(column.name) === name);
    if (found) return found.name;
  }
  return undefined;
}

function findLastCategory(table: TableInfo): string | undefined {
  return table.columns.findLast(
    (column) =>
      (column.kind === 'category' || column.kind === 'boolean') &&
      column.distinct >= 2 &&
      column.distinct <= 20,
  )?.name;
}

/** Whether a column can be predicted at all: it varies, and its values come again. */
function isFit(column: ColumnInfo): boolean {
  return column.distinct >= 2 && !unfit.includes(column.kind);
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
