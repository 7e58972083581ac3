import type { Cell, NotebookDocument } from './document';
import type { SavedRun } from './saved-runs';

/** Under this key a text of several lines is written as a list of them. */
export const linesKey = '$lines';

/**
 * The document as JSON that diffs well: keys always in the same order, each value and each line of a longer text on a
 * line of its own, a line end at the end. One change of a cell changes the lines that say it, and no other. What the
 * cells came to, where given, follows behind them.
 */
export function writeDocument(
  { format, title, cells }: NotebookDocument,
  runs: readonly SavedRun[] = [],
): string {
  const file = { format, title, cells: cells.map(writeCell), ...(runs.length > 0 && { runs }) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function writeCell(cell: Cell): object {
  const { id, name, operator, inputs, params, note, definitions, collapsed } = cell;
  return {
    id,
    name,
    operator,
    inputs: inOrder(inputs),
    params: inOrder(params),
    note: inOrder(note),
    definitions: inOrder(definitions),
    collapsed,
  };
}

/** Objects with their keys in the order of code units; what is absent is left out. */
function inOrder(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\n') ? inLines(value) : value;
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]));
}

function inLines(text: string): object {
  return { [linesKey]: text.split('\n') };
}

/** Texts as they were before `writeDocument` wrote them as lists of lines. */
export function joinLines(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(joinLines);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, lines] = []] = entries;
  if (entries.length === 1 && key === linesKey && isLines(lines)) return lines.join('\n');
  return Object.fromEntries(entries.map(([name, each]) => [name, joinLines(each)]));
}

function isLines(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((line) => typeof line === 'string');
}
