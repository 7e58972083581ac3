import type { ResultColumn, ResultTable, ResultValue } from '../../data/answer';
import { escapeXml } from '../../figures/scene/write-svg';
import type { ReportRows } from '../../state/export/report';
import { columnFormatter, type Formatter } from '../table/format-column';

/** A table of results as markup: numbers to the right, bars behind the numbers that they draw. */
export function writeTable({ title, columns, rows, note }: ResultTable): string {
  const formatters = columns.map((column, place) =>
    columnFormatter(
      column,
      rows.map((row) => row[place] ?? null),
    ),
  );
  const widest = columns.map((_, place) => largest(rows, place));
  const body = rows.map((row) =>
    columns.map((column, place) =>
      writeCell(column, row[place] ?? null, formatters[place]!, widest[place]!),
    ),
  );
  const head = columns.map(
    ({ label, format }) => `<th scope="col"${numberClass(format)}>${escapeXml(label)}</th>`,
  );
  return `${tableMarkup(title ?? '', head, body)}${note ? `<p class="rule">${escapeXml(note)}</p>` : ''}`;
}

/** The first rows of a table as markup; what is missing says so, unlike an empty text. */
export function writeRows({ columns, rows, rowCount }: ReportRows): string {
  const title =
    rows.length < rowCount
      ? `The first ${rows.length.toLocaleString('en-US')} of ${rowCount.toLocaleString('en-US')} rows`
      : `All ${rowCount.toLocaleString('en-US')} rows`;
  const head = columns.map((name) => `<th scope="col">${escapeXml(name)}</th>`);
  const missing = '<td class="missing">missing</td>';
  const body = rows.map((row) =>
    row.map((value) => (value === null ? missing : `<td>${escapeXml(value)}</td>`)),
  );
  return tableMarkup(title, head, body);
}

function tableMarkup(title: string, head: string[], body: string[][]): string {
  const caption = title ? `<caption>${escapeXml(title)}</caption>` : '';
  const lines = body.map((cells) => `<tr>${cells.join('')}</tr>`).join('\n');
  const scroll = `class="scroll" role="group" tabindex="0" aria-label="${escapeXml(title || 'Table')}"`;
  return `<div ${scroll}><table>${caption}<thead><tr>${head.join('')}</tr></thead>
<tbody>${lines}</tbody></table></div>`;
}

function writeCell(
  { format }: ResultColumn,
  value: ResultValue,
  text: Formatter,
  most: number,
): string {
  const share = format === 'bar' && most > 0 ? Math.abs(Number(value)) / most : undefined;
  if (share === undefined || Number.isNaN(share))
    return `<td${numberClass(format)}>${escapeXml(text(value))}</td>`;
  const width = `${(100 * share).toFixed(1)}% 70%`;
  return `<td class="number bar" style="background-size:${width}">${escapeXml(text(value))}</td>`;
}

function numberClass(format: ResultColumn['format']): string {
  return format === 'text' ? '' : ' class="number"';
}

function largest(rows: readonly ResultValue[][], place: number): number {
  return rows.reduce((most, row) => Math.max(most, Math.abs(Number(row[place] ?? 0)) || 0), 0);
}
