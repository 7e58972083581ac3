import { AppError } from '../../data/app-error';
import { formatCount } from '../../data/format';
import { nextTask } from '../../engine/workers/next-task';
import { parseInert } from '../../engine/walls/trusted-types';
import { cutTables } from './html-pieces';
import type { PastedCell, PastedTable } from './pasted-cells';

/** HTML with tables in tables is parsed in one task, up to so many characters. */
const nestedCharacters = 2 ** 17;
/** Elements of which nothing is shown, and those that begin and end a line. */
const unseen = 'script, style, template, noscript, head, title, [hidden]';
const blocks = 'p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, pre, blockquote, dd, dt, tr, section';

/**
 * The tables in HTML from a clipboard, as text alone: the documents are inert, so that nothing in them runs, loads or is
 * shown. Rows are parsed in pieces, one in a task. Tables that hold other tables are layout, and left out; HTML with
 * such is parsed as a whole.
 * @throws AppError `too_large` for such HTML of more than 131,072 characters.
 */
export async function readHtmlTables(html: string): Promise<PastedTable[]> {
  const cut = cutTables(html);
  const tables: PastedTable[] = [];
  if (!cut) {
    if (html.length > nestedCharacters) throw nested(html.length);
    const found = [...parseInert(html).querySelectorAll('table')];
    const inner = found.filter((table) => table.querySelector('table') === null);
    tables.push(...inner.map((table) => tableOf(titleOf(table), readRows(table))));
  }
  for (const { head, pieces } of cut ?? []) {
    const rows: ReadRow[] = [];
    for (const piece of pieces) {
      await nextTask();
      for (const table of parseInert(piece).querySelectorAll('table'))
        rows.push(...readRows(table));
    }
    tables.push(tableOf(titleOf(parseInert(head).querySelector('table')), rows));
  }
  return tables.filter(({ rows }) => rows.length > 1 || (rows[0]?.length ?? 0) > 1);
}

/** A row, and whether it is marked as one of names. */
interface ReadRow {
  cells: PastedCell[];
  isHead: boolean;
}

function tableOf(title: string, rows: readonly ReadRow[]): PastedTable {
  const firstBody = rows.findIndex(({ isHead }) => !isHead);
  return {
    title,
    rows: rows.map(({ cells }) => cells),
    headerRows: Math.max(0, firstBody),
  };
}

function titleOf(table: HTMLTableElement | null): string {
  return table?.caption ? textOf(table.caption) : '';
}

function readRows(table: HTMLTableElement): ReadRow[] {
  return [...table.rows]
    .filter((row) => row.cells.length > 0 && !isUnseen(row))
    .map((row) => ({
      cells: [...row.cells].filter((cell) => !isUnseen(cell)).map(readCell),
      isHead: row.parentElement?.localName === 'thead' || [...row.cells].every(isHeading),
    }));
}

function nested(characters: number): AppError {
  return new AppError(
    'too_large',
    `What was copied holds tables in tables, in ${formatCount(characters)} characters of HTML; up to ${formatCount(nestedCharacters)} of such can be read. Copy the inner table alone.`,
    { characters },
  );
}

function isHeading(cell: HTMLTableCellElement): boolean {
  return cell.localName === 'th';
}

/** `rowSpan` 0 reaches to the last row. */
function readCell(cell: HTMLTableCellElement): PastedCell {
  return {
    text: textOf(cell),
    columns: cell.colSpan,
    rows: cell.rowSpan === 0 ? Infinity : cell.rowSpan,
  };
}

function isUnseen(element: Element): boolean {
  const style = element.getAttribute('style') ?? '';
  return element.matches(unseen) || /display\s*:\s*none/i.test(style);
}

/** What a browser would show: blanks as one, a line for each block and break. */
function textOf(element: Element): string {
  const parts: string[] = [];
  collect(element, parts);
  return parts
    .join('')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

function collect(node: Node, parts: string[]): void {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE)
      parts.push((child.nodeValue ?? '').replace(/[\s\u00a0]+/g, ' '));
    if (!(child instanceof Element) || isUnseen(child)) continue;
    const isBlock = child.matches(blocks);
    if (isBlock || child.localName === 'br') parts.push('\n');
    collect(child, parts);
    if (isBlock) parts.push('\n');
  }
}
