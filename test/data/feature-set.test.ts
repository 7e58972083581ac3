import { describe, expect, it } from 'vitest';
import {
  checkNeeds,
  differencesOf,
  keepVersion,
  latestOf,
  readFeatureSet,
  readNeeds,
  renameSet,
  type FeatureDraft,
} from '../../src/data/feature-set';
import { lineChanges } from '../../src/data/line-changes';

const draft = (sql: string, change: Partial<FeatureDraft> = {}): FeatureDraft => ({
  name: 'income',
  sql,
  description: '',
  owner: '',
  cost: 0,
  sensitivity: 'internal',
  needs: [['income', 'BIGINT']],
  ...change,
});
const [monday, tuesday] = ['2026-11-23T08:00:00Z', '2026-11-24T08:00:00Z'];
const first = keepVersion(undefined, draft('SELECT 1'), monday);

describe('a feature set', () => {
  it('has a further version only when something else is made', () => {
    const worded = keepVersion(first, draft('SELECT 1 ', { owner: 'Ada' }), tuesday);
    expect(worded.versions.map(({ version, owner }) => [version, owner])).toEqual([[1, 'Ada']]);
    const second = keepVersion(worded, draft('SELECT 2'), tuesday);
    expect(second.versions.map(({ version, sql }) => [version, sql])).toEqual([
      [1, 'SELECT 1 '],
      [2, 'SELECT 2'],
    ]);
    expect(latestOf(second).savedAt).toBe(tuesday);
    const again = keepVersion(second, draft('SELECT 1'), tuesday);
    expect(latestOf(again).version).toBe(3);
  });

  it('is renamed in all versions, and read back as it was', () => {
    const renamed = renameSet(keepVersion(first, draft('SELECT 2'), tuesday), 'pay');
    expect(renamed.versions.map(({ name }) => name)).toEqual(['pay', 'pay']);
    expect(readFeatureSet(JSON.parse(JSON.stringify(renamed)))).toEqual(renamed);
  });

  it.each([null, {}, { name: 'a', versions: [] }, { name: 'a', versions: [{ name: 'a' }] }])(
    'is refused where it is none: %j',
    (value) => {
      expect(() => readFeatureSet(value)).toThrow(/feature set|definition/);
    },
  );

  it('says what differs between two versions', () => {
    const after = keepVersion(first, draft('SELECT 2', { cost: 0.5 }), tuesday);
    expect(differencesOf(latestOf(first), latestOf(after))).toEqual([
      { part: 'sql', before: 'SELECT 1', after: 'SELECT 2' },
      { part: 'cost', before: '0', after: '0.5' },
    ]);
  });

  it('names the columns that a table lacks, and those of another kind of type', () => {
    const needs = readNeeds([['Income', 'BIGINT'], ['since', 'DATE'], ['__proto__', 'VARCHAR'], 7]);
    const columns = [
      { name: 'income', type: 'DOUBLE' },
      { name: 'since', type: 'VARCHAR' },
    ];
    expect(checkNeeds(needs, columns)).toEqual({
      missing: [['__proto__', 'VARCHAR']],
      others: [{ name: 'since', needed: 'DATE', found: 'VARCHAR' }],
    });
  });
});

describe('changes of lines', () => {
  it.each([
    ['a\nb\nc', 'a\nc', ' a,-b, c'],
    ['a', 'a\nb', ' a,+b'],
    ['a\nb', 'b\na', '-a, b,+a'],
    ['x', 'y', '-x,+y'],
    ['', '', ' '],
  ])('from %j to %j', (before, after, expected) => {
    expect(
      lineChanges(before, after)
        .map(({ sign, text }) => `${sign}${text}`)
        .join(','),
    ).toBe(expected);
  });

  it('make the second text of the first, and the first of the second', () => {
    const [one, other] = ['a\nb\nc\nd\nb', 'b\nd\nd\na\nb'];
    const changes = lineChanges(one, other);
    const without = (sign: string): string =>
      changes
        .filter((change) => change.sign !== sign)
        .map(({ text }) => text)
        .join('\n');
    expect(without('+')).toBe(one);
    expect(without('-')).toBe(other);
  });
});
