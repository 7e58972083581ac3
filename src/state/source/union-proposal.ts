import type { Proposal } from '../../data/answer';
import { countWords } from '../../data/format';
import type { SourceFile, SourceOptions } from '../../data/source';
import { sharedColumns } from '../../data/shared-columns';
import type { TableInfo } from '../../data/table';
import { joinParts } from '../../data/table-part';
import type { Artifact } from '../../data/artifact';
import type { Cell } from '../../notebook/document';

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
  if (!own) return [];
  const alike = notebook.cells.flatMap((known) => {
    const table = tableOf(notebook, known);
    return table && sharedColumns([own, table]) >= alikeShare ? [{ cell: known, table }] : [];
  });
  if (alike.length < 2 || alike.at(-1)!.cell.id !== cell.id) return [];
  const [first, second] = alike.map((known) => `"${known.cell.name}"`);
  const question =
    alike.length === 2
      ? `Put ${first} and ${second} together? They have the same columns.`
      : `Put the ${countWords(alike.length, 'table')} with these columns together?`;
  return [
    {
      question,
      operator: 'source.combine',
      params: { labels: alike.map((known) => [known.table.fingerprint, labelOf(known.cell)]) },
      inputs: {},
      cells: { tables: alike.map((known) => known.cell.id) },
    },
  ];
}

/** The table that a cell has read from a file. */
export function tableOf({ runs }: OpenNotebook, cell: Cell): TableInfo | undefined {
  const { artifact } = runs.of(cell.id);
  const isTable = cell.operator === 'source.file' && artifact?.kind === 'table';
  return isTable ? (artifact.value as TableInfo) : undefined;
}

function labelOf(cell: Cell): string {
  const { file, options } = cell.params as { file?: SourceFile; options?: SourceOptions };
  const name = file?.name ?? cell.name;
  return options?.part === undefined ? name : joinParts(name, options.part);
}
