import type { ResultColumn, ResultTable, ResultValue } from '../../data/answer';
import type { Artifact } from '../../data/artifact';
import { formatCount, formatDuration, formatNumber, formatShare } from '../../data/format';
import type { TableInfo } from '../../data/table';
import type { Cell } from '../../notebook/document';
import { canonicalJson } from '../../notebook/fingerprint';
import type { RunRecord } from '../../notebook/run-record';
import { findOperator } from '../../operators/operator-list';
import { fillParams } from '../../operators/params';
import { formatParam } from '../cells/inspection';

/** A run, what it made where that is kept, and what its inputs are called, in the order of its record. */
export interface RunSide {
  record: RunRecord;
  artifact?: Artifact;
  inputNames: readonly string[];
}

/** Something that is not the same in two runs. */
export interface RunDifference {
  label: string;
  first: string;
  second: string;
  /** Of numbers: second less first, with its sign. */
  change?: string;
}

export interface RunDifferences {
  title: string;
  differences: RunDifference[];
}

/** Most figures of a result that are set side by side. */
const mostFigures = 60;

/**
 * What differs between two runs of a cell: what went in, then what came out. Only what is not the same is listed;
 * `cut` counts differing figures beyond the first 60.
 */
export function compareRuns(
  first: RunSide,
  second: RunSide,
): { groups: RunDifferences[]; cut: number } {
  const figures = figureDifferences(first, second);
  const groups = [
    { title: 'Inputs', differences: inputDifferences(first, second) },
    { title: 'Settings', differences: paramDifferences(first.record, second.record) },
    { title: 'How it was run', differences: runDifferences(first.record, second.record) },
    { title: 'Table', differences: tableDifferences(tableOf(first), tableOf(second)) },
    { title: 'Result', differences: figures.slice(0, mostFigures) },
  ];
  return {
    groups: groups.filter(({ differences }) => differences.length > 0),
    cut: Math.max(0, figures.length - mostFigures),
  };
}

function inputDifferences(first: RunSide, second: RunSide): RunDifference[] {
  const count = Math.max(first.record.inputs.length, second.record.inputs.length);
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => first.record.inputs[index] !== second.record.inputs[index])
    .map((index) => ({
      label: `Input ${index + 1}`,
      first: inputWords(first, index),
      second: inputWords(second, index),
    }));
}

function inputWords({ record, inputNames }: RunSide, index: number): string {
  const fingerprint = record.inputs[index];
  if (fingerprint === undefined) return 'none';
  return `${inputNames[index] ?? 'unknown'}, fingerprint ${fingerprint.slice(0, 12)}`;
}

function paramDifferences(first: RunRecord, second: RunRecord): RunDifference[] {
  const params = findOperator(first.operator)?.params ?? {};
  const [before, after] = [fillParams(params, first.params), fillParams(params, second.params)];
  return Object.entries(params)
    .filter(([name]) => canonicalJson(before[name]) !== canonicalJson(after[name]))
    .map(([name, { label }]) =>
      withChange(
        label || name,
        formatParam(before[name] ?? 'none'),
        formatParam(after[name] ?? 'none'),
        before[name],
        after[name],
      ),
    );
}

function runDifferences(first: RunRecord, second: RunRecord): RunDifference[] {
  const engines = ({ engines: known }: RunRecord): string =>
    Object.entries(known)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ');
  const facts = ({ operatorVersion, outcome, seed, backend, error }: RunRecord): string[] => [
    String(operatorVersion),
    outcome,
    seed?.toString() ?? 'none',
    backend ?? 'none',
    error?.message ?? 'none',
  ];
  const labels = ['Version of the operator', 'Outcome', 'Seed', 'Backend', 'Failure', 'Engines'];
  const [before, after] = [first, second].map((record) => [...facts(record), engines(record)]);
  const plain = labels.map((label, index) => ({
    label,
    first: before![index]!,
    second: after![index]!,
  }));
  return [
    ...plain.filter((fact) => fact.first !== fact.second),
    ...numberDifference('Rows read', first.rowsRead, second.rowsRead, formatCount),
    ...numberDifference('Took', first.durationMs, second.durationMs, formatDuration),
  ];
}

function tableDifferences(
  first: TableInfo | undefined,
  second: TableInfo | undefined,
): RunDifference[] {
  if (!first || !second) return [];
  const names = new Set([...first.columns, ...second.columns].map(({ name }) => name));
  return [
    ...numberDifference('Rows', first.rowCount, second.rowCount, formatCount),
    ...numberDifference('Columns', first.columns.length, second.columns.length, formatCount),
    ...[...names].flatMap((name) => columnDifferences(name, first, second)),
  ];
}

function columnDifferences(name: string, first: TableInfo, second: TableInfo): RunDifference[] {
  const [before, after] = [first, second].map(({ columns }) =>
    columns.find((column) => column.name === name),
  );
  if (!before || !after)
    return [
      { label: name, first: before?.type ?? 'not there', second: after?.type ?? 'not there' },
    ];
  const type =
    before.type === after.type
      ? []
      : [{ label: `${name}: type`, first: before.type, second: after.type }];
  return [
    ...type,
    ...numberDifference(`${name}: missing`, before.missing, after.missing, formatCount),
    ...numberDifference(`${name}: distinct`, before.distinct, after.distinct, formatCount),
  ];
}

/** Numbers of the tables that the operator makes of a result, row by row of the same name. */
function figureDifferences(first: RunSide, second: RunSide): RunDifference[] {
  const before = new Map(figuresOf(first.record, first.artifact));
  return figuresOf(second.record, second.artifact).flatMap(([label, { value, format }]) => {
    const earlier = before.get(label)?.value;
    if (earlier === undefined || Object.is(earlier, value)) return [];
    return numberDifference(label, earlier, value, format);
  });
}

/** Numbers of a result by name: those of the tables that its operator makes of it. */
export function resultFigures(cell: Cell, artifact: Artifact): [label: string, value: number][] {
  return figuresOf(cell, artifact).map(([label, { value }]) => [label, value]);
}

interface Figure {
  value: number;
  format: (value: number) => string;
}

function figuresOf(
  run: Pick<Cell, 'operator' | 'params'>,
  artifact: Artifact | undefined,
): [label: string, figure: Figure][] {
  const operator = findOperator(run.operator);
  if (!artifact || !operator) return [];
  const params = fillParams(operator.params, run.params);
  const tables = operator.table?.(artifact.result, params as never) ?? [];
  return tables.flatMap(tableFigures);
}

function tableFigures({ title, columns, rows }: ResultTable): [string, Figure][] {
  return rows.flatMap((row) => {
    const name = row.filter((value) => typeof value === 'string').slice(0, 1);
    return columns.flatMap((column, index): [string, Figure][] => {
      const value = toNumber(row[index]!);
      if (value === undefined) return [];
      const label = [title, ...name, column.label].filter(Boolean).join(', ');
      return [[label, { value, format: formatterOf(column) }]];
    });
  });
}

function toNumber(value: ResultValue): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

function formatterOf({ format }: ResultColumn): (value: number) => string {
  return format === 'share' ? formatSignedShare : (value) => formatNumber(value);
}

function formatSignedShare(value: number): string {
  return value < 0 ? `−${formatShare(-value)}` : formatShare(value);
}

function numberDifference(
  label: string,
  first: number,
  second: number,
  format: (value: number) => string,
): RunDifference[] {
  if (Object.is(first, second)) return [];
  const change = second - first;
  const sign = change > 0 ? '+' : '−';
  const words = Number.isFinite(change) ? { change: `${sign}${format(Math.abs(change))}` } : {};
  return [{ label, first: format(first), second: format(second), ...words }];
}

function withChange(
  label: string,
  first: string,
  second: string,
  before: unknown,
  after: unknown,
): RunDifference {
  if (typeof before !== 'number' || typeof after !== 'number') return { label, first, second };
  return numberDifference(label, before, after, formatNumber)[0]!;
}

function tableOf({ artifact }: RunSide): TableInfo | undefined {
  return artifact?.kind === 'table' ? (artifact.value as TableInfo) : undefined;
}
