import type { Statement } from '../../data/answer';
import { extractWords } from '../../data/row-extract';
import type { TableInfo } from '../../data/table';
import type { OpenNotebook } from './open-notebook';

/** What a cell rests on, in words, where a file that it goes back to was read in part. */
export function extractNotes(notebook: OpenNotebook, cellId: string): Statement[] {
  const seen = new Set<string>();
  const notes: Statement[] = [];
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const cell = notebook.cells.find((known) => known.id === id);
    for (const input of Object.values(cell?.inputs ?? {}).flat()) visit(input);
    const { artifact } = notebook.runs.of(id);
    if (id === cellId || cell?.operator !== 'source.file' || artifact?.kind !== 'table') return;
    const { extract } = artifact.value as TableInfo;
    if (extract)
      notes.push({
        level: 'info',
        text: `This rests on ${extractWords(extract)} of ${cell.name}.`,
      });
  };
  visit(cellId);
  return notes;
}
