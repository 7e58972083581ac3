import { describe, expect, it } from 'vitest';
import {
  ancestorsOf,
  buildLineage,
  columnNames,
  descendantsOf,
  traceColumn,
} from '../../src/notebook/lineage';
import { lineageSteps, peopleFile, stepOf } from './lineage-graph';

const graph = buildLineage(lineageSteps);
const file = `file:${peopleFile.sha256}`;
const sorted = (ids: Iterable<string>): string[] => [...ids].sort();

describe('lineage', () => {
  it('joins files, cells and what they read, with what it is to them', () => {
    expect([...graph.nodes.keys()]).toEqual([file, 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
    expect(graph.edges).toContainEqual({ from: file, to: 'c1', role: 'file' });
    expect(graph.edges).toContainEqual({ from: 'c1', to: 'c3', role: 'table' });
    expect(graph.edges).toHaveLength(7);
    expect(columnNames(graph.nodes.get('c2')!)).toEqual(['city', 'mean']);
  });

  it('knows a file that two cells read once', () => {
    const twice = buildLineage([lineageSteps[0]!, stepOf('c9', {}, { files: [peopleFile] })]);
    expect(twice.nodes.size).toBe(3);
    expect(sorted(descendantsOf(twice, file))).toEqual(['c1', 'c9']);
  });

  it('leads from a cell to all that it was made from, and to all that was made from it', () => {
    expect(sorted(ancestorsOf(graph, 'c4'))).toEqual(['c1', 'c3', file]);
    expect(sorted(descendantsOf(graph, 'c3'))).toEqual(['c4']);
    expect(sorted(descendantsOf(graph, file))).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  });

  it('leaves out inputs that are gone', () => {
    expect(buildLineage([stepOf('c2', { table: 'c1' })]).edges).toEqual([]);
  });

  it('says what depends on a column, and how', () => {
    expect(new Map([...traceColumn(graph, 'c1', 'income')].sort())).toEqual(
      new Map([
        ['c2', 'reads it'],
        ['c3', 'reads it'],
        ['c4', 'reads it'],
        ['c5', 'is built on it'],
        ['c6', 'reads the whole table'],
      ]),
    );
    expect(sorted(traceColumn(graph, 'c1', 'city').keys())).toEqual(['c2', 'c5', 'c6']);
    expect(traceColumn(graph, 'c2', 'mean')).toEqual(new Map([['c5', 'reads it']]));
  });
});
