import type { SourceOptions } from '../../data/source';
import type { Cell, Workbench } from '../workbench.svelte';

/** Reads the file of a cell again with the texts of these columns beside their values, in one edit. */
export function keepTexts(workbench: Workbench, cell: Cell, columns: readonly string[]): void {
  const options: SourceOptions = { ...((cell.params.options ?? {}) as SourceOptions) };
  if (columns.length > 0) options.texts = [...columns];
  else delete options.texts;
  const words = columns.length > 0 ? 'keep texts beside the values of' : 'keep values alone in';
  workbench.setParams(cell.id, { options }, words);
  workbench.run(cell.id).catch(() => undefined);
}
