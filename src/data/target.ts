import { isNumericKind, type ColumnInfo, type TableInfo } from './table';

/** Names that people give to what they want to predict, best first. */
const targetNames = [
  'target',
  'label',
  'class',
  'outcome',
  'income',
  'churn',
  'churned',
  'default',
  'survived',
  'species',
  'diagnosis',
  'severity',
  'fraud',
  'wage',
  'wages',
  'price',
  'tips',
  'rings',
  'delay',
  'y',
];

/** At most so many classes make a last column a likely target. */
const maxClasses = 20;

/** The column that a person most likely wants to predict: by its name, else the last with 2 to 20 classes. */
export function findLikelyTarget(table: TableInfo): string | undefined {
  const usable = table.columns.filter(isPredictable);
  const named = targetNames
    .map((name) => usable.find((column) => column.name.toLowerCase().replace(/[^a-z]/g, '') === name))
    .find((column) => column !== undefined);
  return (named ?? usable.findLast(isClass))?.name;
}

function isPredictable(column: ColumnInfo): boolean {
  return column.distinct >= 2 && (isClass(column) || isNumericKind(column.kind));
}

function isClass(column: ColumnInfo): boolean {
  return ['category', 'boolean'].includes(column.kind) && column.distinct >= 2 && column.distinct <= maxClasses;
}
