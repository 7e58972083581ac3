import type { TableInfo } from '../../data/table';
import { findDefinition } from '../../notebook/definitions';
import type {
  LineageRecord,
  LineageRun,
  OriginField,
  RunOrigins,
} from '../../notebook/lineage-record';
import { toMlMetadata } from '../../notebook/ml-metadata';
import { toOpenLineage } from '../../notebook/open-lineage';
import type { RunRecord } from '../../notebook/run-record';
import { findOperator } from '../../operators/operator-list';
import { findOrigins, type ColumnOrigin } from './column-origins';
import { featureOperator } from '../catalogue/feature-cell';
import { columnsOf } from '../cells/inspection';
import { lineageSaved } from './ledger-events';
import { filesOf, lineageSteps } from './lineage-steps';
import type { Workbench } from '../workbench.svelte';

/** In which shape lineage is handed on. */
export const lineageFormats = [
  { id: 'openlineage', title: 'OpenLineage events', ending: 'openlineage.ndjson' },
  { id: 'mlmd', title: 'ML Metadata graph', ending: 'mlmd.json' },
] as const;

export type LineageFormat = (typeof lineageFormats)[number]['id'];

/** Who says so: this page, and its version. */
export const lineageProducer = 'urn:assay:workbench:0.1.0';

/** All runs of the notebook as a file; cells, settings and counts, but no values out of data. */
export async function exportLineage(workbench: Workbench, format: LineageFormat): Promise<Blob> {
  const lineage = await withOrigins(workbench, recordLineage(workbench));
  void workbench.ledger.record(lineageSaved(lineage.title));
  if (format === 'mlmd')
    return new Blob([JSON.stringify(toMlMetadata(lineage), null, 2)], { type: 'application/json' });
  const events = await toOpenLineage(lineage);
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  return new Blob(lines, { type: 'application/x-ndjson' });
}

/** The statements of these make columns of columns. */
const statementOperators: readonly string[] = ['source.sql', featureOperator];

/** With what the columns of a statement are made of, for those whose tables are still at hand. */
async function withOrigins(workbench: Workbench, lineage: LineageRecord): Promise<LineageRecord> {
  const runs = [];
  for (const run of lineage.runs) runs.push({ ...run, origins: await originsOf(workbench, run) });
  return { ...lineage, runs };
}

async function originsOf(
  workbench: Workbench,
  { record, artifact }: LineageRun,
): Promise<RunOrigins | undefined> {
  const { sql, names } = record.params;
  if (!statementOperators.includes(record.operator) || typeof sql !== 'string') return undefined;
  const tables = record.inputs.map((each) => workbench.runs.store.get(each)?.value as TableInfo);
  if (artifact?.kind !== 'table' || tables.includes(undefined as never)) return undefined;
  const found = await findOrigins(
    (text) => workbench.engine.query(text),
    { sql, names: record.operator === featureOperator ? ['source'] : (names as string[]), tables },
    columnsOf(artifact).map(({ name }) => name),
  );
  const toField = ([table, field]: ColumnOrigin): OriginField => ({
    fingerprint: record.inputs[table]!,
    field,
  });
  return (
    found && {
      direct: new Map([...found.direct].map(([name, all]) => [name, all.map(toField)])),
      indirect: found.indirect.map(toField),
    }
  );
}

export function recordLineage(workbench: Workbench, at = new Date()): LineageRecord {
  const columnsRead = new Map(
    lineageSteps(workbench).map((step) => [step.artifact?.fingerprint, step.columnsRead]),
  );
  return {
    title: workbench.documents.current.title,
    at: at.toISOString(),
    producer: lineageProducer,
    runs: workbench.runs.records.map((record) => ({
      ...toRun(workbench, record),
      columnsRead: columnsRead.get(record.fingerprint),
    })),
  };
}

function toRun(workbench: Workbench, record: RunRecord): LineageRun {
  const document = workbench.documents.current;
  const operator = findOperator(record.operator);
  const artifact = workbench.runs.store.get(record.fingerprint);
  const cell = document.cells.find(({ id }) => id === record.cell);
  const about = (column?: string): string | undefined =>
    cell && findDefinition(document, cell.id, column)?.definition.description;
  return {
    record,
    name: cell?.name ?? record.cell,
    title: operator?.title ?? record.operator,
    question: operator?.question ?? '',
    kind: operator?.output ?? 'report',
    artifact,
    files: filesOf(record),
    description: about(),
    columnDescriptions: new Map(
      columnsOf(artifact).flatMap(({ name }) => {
        const words = about(name);
        return words === undefined ? [] : [[name, words] as const];
      }),
    ),
  };
}
