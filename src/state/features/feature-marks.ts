import type { FeatureRow, FeatureSetResult } from '../../operators/select/feature-rows';

/** What stands beside a column's name, as a sentence that the name begins. */
export interface FeatureMark {
  level: 'info' | 'warning';
  text: string;
  /** The whole story, where it is longer. */
  detail?: string;
}

/** What a person should know before ticking a column: leaks, twins, chance, limits, near twins. */
export function findMarks(row: FeatureRow, clusters: FeatureSetResult['clusters']): FeatureMark[] {
  const marks: FeatureMark[] = [];
  const leak = row.leaks.find(({ level }) => level !== 'info');
  if (row.excluded !== null)
    marks.push({ level: 'warning', text: `is kept out by the limits: ${row.excluded}` });
  if (!row.proposed) {
    const level = leak ? 'warning' : 'info';
    marks.push({ level, text: row.advice, ...(leak ? { detail: leak.text } : {}) });
  }
  const near = row.sameAs === null ? nearColumns(row, clusters) : [];
  if (near.length > 0) marks.push({ level: 'info', text: `is much like ${listSome(near)}` });
  return marks;
}

function nearColumns(
  { column, cluster }: FeatureRow,
  clusters: FeatureSetResult['clusters'],
): string[] {
  return clusters[cluster]?.columns.filter((name) => name !== column) ?? [];
}

function listSome(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ');
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
