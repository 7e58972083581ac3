import type { Columns } from '../../data/columns';
import type { Operator } from '../../operators/contract';
import type { RunRequest } from '../../operators/operator-runner';
import { findColumnsRead, inputTables, type WatchedRun } from './columns-read';
import type { LedgerState } from './ledger.svelte';
import type { CellRunner } from '../runs/previews';
import { sensitiveColumns, type DeclaringNotebook } from '../privacy/sensitive-columns';

/** What the watching of runs needs of the page. */
export interface LedgerSources {
  ledger: LedgerState;
  notebook: DeclaringNotebook;
  query(sql: string): Promise<Columns>;
}

/** Runs operators as `runner` does, and writes into the ledger which sensitive columns each run read. */
export function keepLedger(runner: CellRunner, sources: () => LedgerSources): CellRunner {
  return {
    run: async (request) => {
      const statements = new Set<string>();
      const texts = new Map<string, readonly string[] | undefined>();
      try {
        return await runner.run({
          ...request,
          onRead: ({ sql, fingerprint, columns }) => {
            if (sql !== undefined) statements.add(sql);
            if (fingerprint !== undefined) addTexts(texts, fingerprint, columns);
          },
        });
      } finally {
        const { inputs, params } = request;
        await recordReads(sources(), request, { inputs, params, statements, texts });
      }
    },
  };
}

function addTexts(
  texts: Map<string, readonly string[] | undefined>,
  fingerprint: string,
  columns: readonly string[] | undefined,
): void {
  const known = texts.has(fingerprint) ? texts.get(fingerprint) : [];
  texts.set(fingerprint, known && columns && [...known, ...columns]);
}

async function recordReads(
  { ledger, notebook, query }: LedgerSources,
  { title, operator }: RunRequest,
  run: WatchedRun,
): Promise<void> {
  for (const table of inputTables(run.inputs)) {
    const sensitive = sensitiveColumns(notebook, table);
    const names = sensitive.map(({ name }) => name);
    const read = new Set(await findColumnsRead(query, table, names, run));
    if (read.size === 0) continue;
    await ledger.record({
      kind: 'read',
      what: title,
      table: tableName(notebook, table.fingerprint),
      fingerprint: table.fingerprint,
      rows: table.rowCount,
      columns: sensitive.filter(({ name }) => read.has(name)),
      protection: protectionOf(operator),
    });
  }
}

/** What an answer of this kind holds of the rows that were read. */
function protectionOf({ output }: Operator): string {
  if (output === 'table') return 'none: rows, in a table of this tab';
  if (output === 'model') return 'none: a model of the rows, in this tab';
  return 'figures only, in this tab';
}

function tableName(
  { documents, runs }: DeclaringNotebook,
  fingerprint: string,
): string | undefined {
  const cells = documents.current.cells;
  return cells.find(({ id }) => runs.of(id).artifact?.fingerprint === fingerprint)?.name;
}
