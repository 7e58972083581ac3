import { noRejects, type TableInfo } from '../../src/data/table';

/** What is known of a table with these columns, all of them numbers. */
export function tableOf(...names: string[]): TableInfo {
  return {
    relation: '"t"',
    fingerprint: 'f',
    rowCount: 1200,
    columns: names.map((name) => ({
      name,
      type: 'DOUBLE',
      kind: 'number',
      reason: 'stored as DOUBLE',
      missing: 0,
      distinct: 5,
      distinctIsEstimate: false,
    })),
    rejected: noRejects,
  };
}
