import { describe, expect, it } from 'vitest';
import type { ColumnInfo, TableInfo } from '../../../src/data/table';
import { noRejects } from '../../../src/data/table';
import type { Cell } from '../../../src/notebook/document';
import { getOperator } from '../../../src/operators/operator-list';
import { newRun, type CellRun } from '../../../src/state/runs/cell-run';
import { suggestInputs, suggestParams } from '../../../src/state/cells/suggest';

const column = (name: string, distinct: number): ColumnInfo => ({
  name,
  type: 'VARCHAR',
  kind: 'category',
  reason: '',
  missing: 0,
  distinct,
  distinctIsEstimate: false,
});

const table: TableInfo = {
  relation: 't',
  fingerprint: 'f',
  rowCount: 100,
  columns: [column('income', 2), column('city', 9)],
  rejected: noRejects,
};

const cell = (id: string, operator: string, inputs: Cell['inputs'] = {}, params = {}): Cell => ({
  id,
  operator,
  inputs,
  params,
  name: id,
});

const shown = (cells: Cell[], selectedId?: string) => ({
  cells,
  selectedId,
  runs: {
    of: (id: string): CellRun =>
      cells.find((known) => known.id === id)?.operator === 'source.file'
        ? {
            status: 'done',
            artifact: { kind: 'table', fingerprint: 'f', value: table, result: {} },
          }
        : newRun,
  },
});

const source = cell('c1', 'source.file');
const features = cell('c2', 'select.feature-set', { table: 'c1' }, { target: 'income' });
const trees = cell('c3', 'train.boosted-trees', { table: 'c1' }, { target: 'income' });
const linear = cell('c4', 'train.linear', { table: 'c1' }, { target: 'income' });
const other = cell('c5', 'source.file');

describe('suggestInputs', () => {
  it('takes the table of the selected cell, not just the last one', () => {
    const operator = getOperator('select.signal');
    expect(suggestInputs(operator, shown([source, features, other], 'c2'))).toEqual({
      table: 'c1',
    });
    expect(suggestInputs(operator, shown([source, features, other], 'c5'))).toEqual({
      table: 'c5',
    });
  });

  it('gives a learner the feature set of the same table', () => {
    const operator = getOperator('train.linear');
    expect(suggestInputs(operator, shown([source, features], 'c2'))).toEqual({
      table: 'c1',
      features: 'c2',
    });
    expect(suggestInputs(operator, shown([source, features, other], 'c5'))).toEqual({
      table: 'c5',
    });
  });

  it('compares all models of one target', () => {
    const age = cell('c6', 'train.linear', { table: 'c1' }, { target: 'age' });
    const inputs = suggestInputs(
      getOperator('evaluate.model'),
      shown([source, trees, linear, age], 'c4'),
    );
    expect(inputs).toEqual({ models: ['c3', 'c4'], table: 'c1' });
  });
});

describe('suggestParams', () => {
  it('takes the target that was used on the table before', () => {
    const used = cell('c2', 'select.signal', { table: 'c1' }, { target: 'city' });
    const params = suggestParams(getOperator('train.linear'), shown([source, used]), {
      table: 'c1',
    });
    expect(params).toEqual({ target: 'city' });
  });

  it('guesses one where one must be chosen, and none where it may be left out', () => {
    const before = shown([source]);
    expect(suggestParams(getOperator('train.linear'), before, { table: 'c1' })).toEqual({
      target: 'income',
    });
    expect(suggestParams(getOperator('train.split'), before, { table: 'c1' })).toEqual({});
  });
});
