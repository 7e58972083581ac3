import { describe, expect, it } from 'vitest';
import type { FeatureColumn, Target } from '../../../src/data/features';
import {
  fitOneColumnTree,
  predictOneColumnTree,
  type TreeNode,
} from '../../../src/methods/select/one-column-tree';
import { predictivePower } from '../../../src/methods/select/predictive-power';
import { data, fixture } from './signal-fixture';

const two: Target = { task: 'binary', name: 'y', codes: data.y, classes: ['no', 'yes'] };
const three: Target = {
  task: 'multiclass',
  name: 'y',
  codes: data.three,
  classes: ['a', 'b', 'c'],
};
const number: Target = { task: 'regression', name: 'z', values: data.z };
const column = (values: Float64Array): FeatureColumn => ({ kind: 'number', name: 'x', values });

describe('fitOneColumnTree', () => {
  it('splits where scikit-learn splits', () => {
    expectCuts(fitOneColumnTree(data.x, data.y, 2, 3), fixture.tree.classes);
    expectCuts(fitOneColumnTree(data.x, data.z, 0, 3), fixture.tree.numbers);
  });

  it('is a leaf where the column does not vary', () => {
    const tree = fitOneColumnTree(new Float64Array(4), Float64Array.of(1, 2, 3, 4), 0, 3);
    expect(tree.left).toBeUndefined();
    expect(predictOneColumnTree(tree, 9)).toBe(2.5);
  });
});

describe('predictivePower', () => {
  it.each([
    ['x', data.x, two],
    ['xThree', data.x, three],
    ['whole', data.whole, two],
    ['xNumber', data.x, number],
  ] as const)('is that of a tree of scikit-learn on the same folds for %s', (name, xs, target) => {
    const power = predictivePower(column(xs), target, data.folds)!;
    expect(power.value).toBeCloseTo(fixture.power[name].value, 9);
    expect(power.naive).toBeCloseTo(fixture.power[name].naive, 9);
    expect(power.score).toBeCloseTo(fixture.power[name].score, 9);
  });

  it('is 1 for the target itself, as a number and as a name', () => {
    const same = Float64Array.from(data.y);
    expect(predictivePower(column(same), two, data.folds)!.score).toBe(1);
    const labels = ['no', 'yes'];
    const names: FeatureColumn = { kind: 'category', name: 'x', codes: data.y, labels };
    expect(predictivePower(names, two, data.folds)!.score).toBe(1);
  });

  it('is 0 for an identifier', () => {
    const texts = Array.from(data.y, (_, row) => `id ${row}`);
    const ids: FeatureColumn = { kind: 'text', name: 'id', values: texts };
    expect(predictivePower(ids, two, data.folds)!.score).toBe(0);
  });

  it('leaves rows without target or number out', () => {
    const holes = data.x.map((value, row) => (row % 3 === 0 ? NaN : value));
    const power = predictivePower(column(holes), two, data.folds)!;
    expect(power.rows).toBe(400);
  });

  it('has no value without rows', () => {
    expect(predictivePower(column(data.x.map(() => NaN)), two, data.folds)).toBeUndefined();
  });
});

function expectCuts(tree: TreeNode, expected: number[]): void {
  const cuts: number[] = [];
  const visit = (node: TreeNode): void => {
    if (!node.left || !node.right) return;
    cuts.push(node.threshold);
    visit(node.left);
    visit(node.right);
  };
  visit(tree);
  cuts.sort((one, other) => one - other);
  expect(cuts).toHaveLength(expected.length);
  cuts.forEach((cut, index) => expect(cut).toBeCloseTo(expected[index], 5));
}
