import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { buildLineage, type LineageStep } from '../../src/notebook/lineage';
import { layOutLineage } from '../../src/notebook/lineage-layout';
import { lineageSteps, stepOf } from './lineage-graph';

describe('the drawing of a lineage', () => {
  it('puts each node right of all that it was made from', () => {
    const { places, layerCount, rowCount } = layOutLineage(buildLineage(lineageSteps));
    expect([...places.values()].map(({ layer }) => layer)).toEqual(
      expect.arrayContaining([0, 1, 2, 3]),
    );
    expect(places.get('c4')!.layer).toBe(3);
    expect([layerCount, rowCount]).toEqual([4, 3]);
  });

  it('draws nothing for nothing', () => {
    expect(layOutLineage(buildLineage([]))).toEqual({
      places: new Map(),
      layerCount: 0,
      rowCount: 0,
    });
  });

  it('gives every node a place of its own over 50 random notebooks, all edges to the right', () => {
    const random = createRandom(3);
    for (let round = 0; round < 50; round += 1) {
      const steps: LineageStep[] = [];
      for (let index = 0; index < 40; index += 1) {
        const inputs = Array.from({ length: random.below(3) }, () => `c${random.below(index + 1)}`);
        steps.push(stepOf(`c${index}`, { tables: inputs.filter((id) => id !== `c${index}`) }));
      }
      const graph = buildLineage(steps);
      const { places } = layOutLineage(graph);
      for (const { from, to } of graph.edges)
        expect(places.get(from)!.layer).toBeLessThan(places.get(to)!.layer);
      expect(new Set([...places.values()].map(({ layer, row }) => `${layer} ${row}`)).size).toBe(
        40,
      );
    }
  });

  it('crosses no lines where two chains stand side by side', () => {
    const chain = [
      stepOf('a', {}),
      stepOf('b', {}),
      stepOf('d', { t: 'b' }),
      stepOf('c', { t: 'a' }),
    ];
    const { places } = layOutLineage(buildLineage(chain));
    expect(places.get('c')!.row).toBe(places.get('a')!.row);
    expect(places.get('d')!.row).toBe(places.get('b')!.row);
  });
});
