import { findDefinition } from '../notebook/definitions';
import type { LineageRecord, LineageRun } from '../notebook/lineage-record';
import { toMlMetadata } from '../notebook/ml-metadata';
import { toOpenLineage } from '../notebook/open-lineage';
import type { RunRecord } from '../notebook/run-record';
import { findOperator } from '../operators/operator-list';
import { columnsOf } from './inspection';
import { lineageSaved } from './ledger-events';
import { filesOf, lineageSteps } from './lineage-steps';
import type { Workbench } from './workbench.svelte';

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
  const lineage = recordLineage(workbench);
  void workbench.ledger.record(lineageSaved(lineage.title));
  if (format === 'mlmd')
    return new Blob([JSON.stringify(toMlMetadata(lineage), null, 2)], { type: 'application/json' });
  const events = await toOpenLineage(lineage);
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  return new Blob(lines, { type: 'application/x-ndjson' });
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
