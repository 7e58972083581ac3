import type { Artifact, ArtifactKind } from '../../src/data/artifact';
import type { SourceFile } from '../../src/data/source';
import type { LineageStep } from '../../src/notebook/lineage';
import { tableOf } from '../state/tables';

interface StepOptions {
  kind?: ArtifactKind;
  reads?: string[];
  columns?: string[];
  operator?: string;
  files?: SourceFile[];
  params?: Record<string, unknown>;
}

export const peopleFile: SourceFile = {
  name: 'people.csv',
  sha256: 'ab'.repeat(32),
  sizeBytes: 1234,
};

/** A step of a lineage: a table with these columns, or something else. */
export function stepOf(
  id: string,
  inputs: Record<string, string | string[]>,
  {
    kind = 'table',
    reads,
    columns = [],
    operator = 'x',
    files = [],
    params = {},
  }: StepOptions = {},
): LineageStep {
  const fingerprint = id.padEnd(64, '0');
  const value = kind === 'table' ? { ...tableOf(...columns), fingerprint } : { figure: 1 };
  return {
    cell: { id, operator, inputs, params, name: `${id}_name` },
    kind,
    title: `${operator} title`,
    version: 1,
    inputLabels: new Map([['table', 'Table']]),
    artifact: { kind, fingerprint, value, result: value } as Artifact,
    isStale: false,
    files,
    ...(reads ? { columnsRead: reads } : {}),
  };
}

/** A file, its table, a query over it, a model of the table, an evaluation, and a chart of the query. */
export const lineageSteps: LineageStep[] = [
  stepOf('c1', {}, { columns: ['city', 'age', 'income'], files: [peopleFile] }),
  stepOf('c2', { tables: 'c1' }, { columns: ['city', 'mean'], reads: ['city', 'income'] }),
  stepOf('c3', { table: 'c1' }, { kind: 'model', reads: ['income', 'age'] }),
  stepOf('c4', { models: ['c3'], table: 'c1' }, { kind: 'evaluation', reads: ['income', 'age'] }),
  stepOf('c5', { table: 'c2' }, { kind: 'report', reads: ['mean'] }),
  stepOf('c6', { table: 'c1' }, { kind: 'report' }),
];
