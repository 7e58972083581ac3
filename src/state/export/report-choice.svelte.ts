import { toAppError, type AppError } from '../../data/app-error';
import { quoteName } from '../../data/sql';
import type { TableInfo } from '../../data/table';
import type { SensitiveColumn } from '../../notebook/ledger';
import { reportSaved } from '../lineage/ledger-events';
import { gatherReport, type Report, type ReportRows } from './report';
import { sensitiveColumns } from '../privacy/sensitive-columns';
import type { Workbench } from '../workbench.svelte';

/** Rows of each table that go into a report where the person wants rows at all. */
export const rowsPerTable = 100;

/** A report before it is saved: what goes along, and what a person should know of it. */
export class ReportChoice {
  /** Whether the first rows of each table go along. */
  withRows = $state(false);
  isBusy = $state(false);
  error: AppError | undefined = $state.raw();
  readonly #tables = $derived.by(() => tablesOf(this.workbench));
  readonly tableCount = $derived(this.#tables.length);
  /** Columns that were declared to be about people. */
  readonly sensitive = $derived.by(() => listSensitive(this.workbench, this.#tables));

  constructor(private readonly workbench: Workbench) {}

  get title(): string {
    return this.workbench.documents.current.title;
  }

  /** Hands the report to `save`, and writes a line of the ledger once it was. */
  async run(save: (report: Report) => void): Promise<void> {
    this.isBusy = true;
    this.error = undefined;
    try {
      const limit = this.withRows ? rowsPerTable : 0;
      const report = await gatherReport(this.#source(), limit);
      save(report);
      const rows = report.cells.reduce((sum, cell) => sum + (cell.rows?.rows.length ?? 0), 0);
      void this.workbench.ledger.record(reportSaved(this.title, rows, this.sensitive));
    } catch (thrown) {
      this.error = toAppError(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  #source(): Parameters<typeof gatherReport>[0] {
    const { cells, runs, engine } = this.workbench;
    const firstRows = (table: TableInfo, limit: number): Promise<ReportRows> =>
      queryRows(table, limit, (sql) => engine.query(sql));
    return { cells, runs, title: this.title, firstRows };
  }
}

/** The first rows of a table as the engine writes them, exact in every kind. */
export async function queryRows(
  table: TableInfo,
  limit: number,
  query: (sql: string) => Promise<{ rowCount: number; texts(name: string): (string | null)[] }>,
): Promise<ReportRows> {
  const columns = table.columns.map(({ name }) => name);
  const places = columns.map((_, place) => `c${place}`);
  const list = columns.map((name, place) => `${quoteName(name)}::VARCHAR AS c${place}`).join(', ');
  const answer = await query(`SELECT ${list} FROM ${table.relation} LIMIT ${limit}`);
  const texts = places.map((place) => answer.texts(place));
  const rows = Array.from({ length: answer.rowCount }, (_, row) =>
    texts.map((column) => column[row] ?? null),
  );
  return { columns, rows, rowCount: table.rowCount };
}

function tablesOf({ cells, runs }: Workbench): TableInfo[] {
  return cells.flatMap(({ id }) => {
    const { artifact } = runs.of(id);
    return artifact?.kind === 'table' ? [artifact.value as TableInfo] : [];
  });
}

function listSensitive(workbench: Workbench, tables: readonly TableInfo[]): SensitiveColumn[] {
  const found = new Map<string, SensitiveColumn>();
  for (const table of tables)
    for (const column of sensitiveColumns(workbench, table)) found.set(column.name, column);
  return [...found.values()];
}
