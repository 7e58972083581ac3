import type { Proposal } from '../data/answer';
import { countWords } from '../data/format';
import type { SourceFile } from '../data/source';
import { sharedColumns } from '../data/shared-columns';
import type { TableInfo } from '../data/table';
import type { Artifact } from '../data/artifact';
import type { Cell } from '../notebook/document';

/** What the notebook holds: its cells, and what they have made. */
interface OpenNotebook {
  cells: readonly Cell[];
  runs: { of(id: string): { artifact?: Artifact } };
}

/** Tables that share so many of their columns are offered as one. */
const alikeShare = 0.8;

/** Offers the tables of files with the same columns as one; said below the last of them only. */
export function proposeUnion(notebook: OpenNotebook, cell: Cell): Proposal[] {
  const own = tableOf(notebook, cell);
  if (cell.operator !== 'source.file' || !own) return [];
  const alike = notebook.cells.filter((known) => {
    const table = known.operator === 'source.file' ? tableOf(notebook, known) : undefined;
    return table !== undefined && sharedColumns([own, table]) >= alikeShare;
  });
  if (alike.length < 2 || alike.at(-1)!.id !== cell.id) return [];
  const question =
    alike.length === 2
      ? `Put "${alike[0]!.name}" and "${alike[1]!.name}" together? They have the same columns.`
      : `Put the ${countWords(alike.length, 'table')} with these columns together?`;
  return [
    {
      question,
      operator: 'source.union',
      params: { labels: alike.map(labelOf) },
      inputs: {},
      cells: { tables: alike.map(({ id }) => id) },
    },
  ];
}

function tableOf(notebook: OpenNotebook, cell: Cell): TableInfo | undefined {
  const { artifact } = notebook.runs.of(cell.id);
  return artifact?.kind === 'table' ? (artifact.value as TableInfo) : undefined;
}

function labelOf(cell: Cell): string {
  const { file } = cell.params as { file?: SourceFile };
  return file?.name ?? cell.name;
}
