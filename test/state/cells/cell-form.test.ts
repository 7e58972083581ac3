import { describe, expect, it } from 'vitest';
import { tableOf } from '../tables';
import { cellFields, findUnset, inputFields } from '../../../src/state/cells/cell-form';
import type { Cell } from '../../../src/notebook/document';
import { defineOperator, many, one, optional } from '../../../src/operators/contract';
import { column, hidden, integer, toggle } from '../../../src/operators/params';

const operator = defineOperator({
  id: 'profile.made-up',
  version: 1,
  topic: 'profile',
  title: 'Made up',
  question: 'What does the form show?',
  inputs: {
    table: one('table', 'Table'),
    more: optional('table'),
    queries: many('table', 'Queries'),
  },
  params: {
    target: column({ label: 'Target' }),
    bins: integer({ label: 'Bins', default: 32, min: 2, max: 256 }),
    exact: toggle({ label: 'Exact', default: false }),
    drawn: hidden({ default: 0, check: (value) => value as number }),
  },
  output: 'report',
  run: async () => ({}),
  describe: () => [{ level: 'info', text: '' }],
});

const cell = (id: string, change: Partial<Cell> = {}): Cell => ({
  id,
  operator: 'source.sql',
  inputs: {},
  params: {},
  name: id,
  ...change,
});

describe('cellFields', () => {
  const tables = { table: tableOf('age', 'income') };

  it('has a field for each param that is not hidden, in order, with defaults filled in', () => {
    const fields = cellFields(operator, cell('c1'), tables);
    expect(fields.map(({ name, value }) => [name, value])).toEqual([
      ['target', undefined],
      ['bins', 32],
      ['exact', false],
    ]);
  });

  it('marks what the person has to choose, without calling it wrong', () => {
    const [target] = cellFields(operator, cell('c1'), tables);
    expect(target).toMatchObject({ isUnset: true, problem: undefined });
  });

  it('says what is wrong with a value in the words of the checker, each by itself', () => {
    const bad = cell('c1', { params: { target: 'age_', bins: 1 } });
    const [target, bins, exact] = cellFields(operator, bad, tables);
    expect(target?.problem?.message).toContain('unknown column');
    expect(bins?.problem?.message).toBe('bins: 1: give a number from 2 to 256');
    expect(exact?.problem).toBeUndefined();
  });
});

describe('inputFields', () => {
  const source = cell('c1');
  const self = cell('c2', { operator: operator.id, inputs: { table: 'c1' } });
  const reader = cell('c3', { inputs: { tables: ['c2'] } });
  const behind = cell('c4', { inputs: { tables: ['c3'] } });
  const note = cell('c5', { operator: 'publish.note' });
  const cells = [source, self, reader, behind, note];

  it('offers cells of the right kind that do not build on this one', () => {
    const [table] = inputFields(operator, self, cells);
    expect(table?.options.map((option) => option.id)).toEqual(['c1']);
    expect(table?.chosen).toEqual(['c1']);
  });

  it('marks inputs that must be there and are not', () => {
    const fields = inputFields(operator, self, cells);
    expect(fields.map(({ name, isUnset }) => [name, isUnset])).toEqual([
      ['table', false],
      ['more', false],
      ['queries', true],
    ]);
  });

  it('names what is still to be chosen by the labels of the controls', () => {
    const inputs = inputFields(operator, self, cells);
    const fields = cellFields(operator, self, {});
    expect(findUnset(inputs, fields)).toEqual(['Queries', 'Target']);
  });
});
