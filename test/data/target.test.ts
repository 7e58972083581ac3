import { describe, expect, it } from 'vitest';
import { noRejects, type ColumnInfo, type TableInfo } from '../../src/data/table';
import { findLikelyTarget } from '../../src/data/target';

function column(name: string, kind: ColumnInfo['kind'] = 'number', distinct = 50): ColumnInfo {
  return { name, type: '', kind, reason: '', missing: 0, distinct, distinctIsEstimate: false };
}

function table(...columns: ColumnInfo[]): TableInfo {
  return { relation: 't', fingerprint: 't', rowCount: 1000, columns, rejected: noRejects };
}

describe('findLikelyTarget', () => {
  it('goes by the name, whatever its case, place and kind', () => {
    expect(findLikelyTarget(table(column('Species', 'category', 3), column('mass')))).toBe(
      'Species',
    );
    expect(findLikelyTarget(table(column('Type', 'category', 3), column('Rings')))).toBe('Rings');
    expect(findLikelyTarget(table(column('is_fraud', 'boolean', 2), column('z')))).toBe('is_fraud');
  });

  it('prefers the surer name', () => {
    const columns = [
      column('target', 'category', 2),
      column('price'),
      column('class', 'category', 4),
    ];
    expect(findLikelyTarget(table(...columns))).toBe('target');
  });

  it('takes the last small category where no name tells', () => {
    const columns = [
      column('a', 'category', 5),
      column('b', 'category', 2),
      column('c', 'category', 900),
      column('d'),
    ];
    expect(findLikelyTarget(table(...columns))).toBe('b');
  });

  it('does not propose what cannot be predicted', () => {
    expect(findLikelyTarget(table(column('label', 'constant', 1)))).toBeUndefined();
    expect(findLikelyTarget(table(column('class', 'text', 900), column('x')))).toBeUndefined();
    expect(findLikelyTarget(table(column('y', 'identifier', 1000)))).toBeUndefined();
    expect(findLikelyTarget(table())).toBeUndefined();
  });
});
