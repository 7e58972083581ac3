import { formatBytes, formatCount, formatDuration } from '../../data/format';
import type { Model } from '../../data/model';
import type { TableInfo } from '../../data/table';
import type { LineageNode, LineageStep } from '../../notebook/lineage';
import { listSettings, type Fact } from '../cells/inspection';
import { describeArtifact } from '../project/project';

/** What kind of thing a node is, in a word or two. */
export const kindWords: Record<LineageNode['kind'], string> = {
  file: 'File',
  table: 'Table',
  features: 'Feature set',
  split: 'Split',
  model: 'Model',
  evaluation: 'Evaluation',
  report: 'Report',
};

/** Size, target and the like: the second line of a node. */
export function nodeDetail({ file, step }: LineageNode): string {
  if (file) return file.sizeBytes > 0 ? formatBytes(file.sizeBytes) : 'sample';
  if (!step?.artifact) return 'not run yet';
  return `${describeArtifact(step.artifact) || step.title}${step.isStale ? ', stale' : ''}`;
}

/** What a number of this node rests on: what it is, by which rule, on which rows, how it was run. */
export function nodeFacts(node: LineageNode): { title: string; facts: Fact[] }[] {
  if (node.file) return [{ title: 'File', facts: fileFacts(node) }];
  const { step } = node;
  if (!step) return [];
  return [
    { title: 'Rule', facts: ruleFacts(step) },
    { title: 'Settings', facts: listSettings(step.cell) },
    { title: 'Run', facts: runFacts(step) },
  ].filter(({ facts }) => facts.length > 0);
}

function fileFacts({ file }: LineageNode): Fact[] {
  return toFacts([
    ['Name', file!.name],
    ['Size', file!.sizeBytes > 0 ? formatBytes(file!.sizeBytes) : undefined],
    ['Comes with the page', file!.sample && `sample ${file!.sample}`],
    ['SHA-256', file!.sha256 || undefined],
  ]);
}

function ruleFacts({ title, cell, version, columnsRead, record }: LineageStep): Fact[] {
  const made =
    record && record.operatorVersion !== version ? `; made by ${record.operatorVersion}` : '';
  const reads = Object.keys(cell.inputs).length > 0 && (columnsRead?.join(', ') ?? 'whole table');
  return toFacts([
    ['Step', title],
    ['Operator', `${cell.operator}, version ${version}${made}`],
    ['Columns read', reads || undefined],
  ]);
}

function runFacts({ record, artifact, isStale }: LineageStep): Fact[] {
  if (!artifact) return toFacts([['Result', 'Not run yet']]);
  const made = artifact.kind === 'table' ? (artifact.value as TableInfo).rowCount : undefined;
  const backend = artifact.kind === 'model' ? (artifact.value as Model).backend : undefined;
  const engines = Object.entries(record?.engines ?? {});
  return toFacts([
    ['Result', isStale ? 'Stale: what it builds on has changed since' : 'Up to date'],
    ['Rows read', record && record.rowsRead > 0 ? formatCount(record.rowsRead) : undefined],
    ['Rows made', made === undefined ? undefined : formatCount(made)],
    ['Seed', record?.seed?.toString()],
    ['Backend', record?.backend ?? backend],
    ['Started', record && new Date(record.startedAt).toLocaleString('en-GB')],
    ['Took', record && formatDuration(record.durationMs)],
    ['Engines', engines.map(([name, version]) => `${name} ${version}`).join(', ') || undefined],
    ['Fingerprint', artifact.fingerprint],
  ]);
}

function toFacts(pairs: [label: string, value: string | undefined][]): Fact[] {
  return pairs.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}
