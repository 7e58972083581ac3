import { parseInert } from '../../engine/walls/trusted-types';
import type { PastedCell, PastedTable } from './pasted-cells';

/** Elements of which nothing is shown, and those that begin and end a line. */
const unseen = 'script, style, template, noscript, head, title, [hidden]';
const blocks = 'p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, pre, blockquote, dd, dt, tr, section';

/**
 * The tables in HTML from a clipboard, as text alone: the document is inert, so that nothing in it runs, loads or is
 * shown. Tables that hold other tables are layout, and left out.
 */
export function readHtmlTables(html: string): PastedTable[] {
  return [...parseInert(html).querySelectorAll('table')]
    .filter((table) => table.querySelector('table') === null)
    .map(readTable)
    .filter(({ rows }) => rows.length > 1 || (rows[0]?.length ?? 0) > 1);
}

function readTable(table: HTMLTableElement): PastedTable {
  const rows = [...table.rows].filter((row) => row.cells.length > 0 && !isUnseen(row));
  const isHead = (row: HTMLTableRowElement): boolean =>
    row.parentElement?.localName === 'thead' || [...row.cells].every(isHeading);
  const firstBody = rows.findIndex((row) => !isHead(row));
  return {
    title: table.caption ? textOf(table.caption) : '',
    rows: rows.map((row) => [...row.cells].filter((cell) => !isUnseen(cell)).map(readCell)),
    headerRows: firstBody < 0 ? 0 : firstBody,
  };
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
