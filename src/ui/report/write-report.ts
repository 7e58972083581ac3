import type { Statement } from '../../data/answer';
import type { Figure } from '../../figures/figure';
import { escapeXml } from '../../figures/scene/write-svg';
import type { Report, ReportCell } from '../../state/export/report';
import { reportStyle } from './report-style';
import { writeRows, writeTable } from './report-table';

/** Nothing is loaded, run, sent or framed: what the file needs is in it. */
export const reportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

/** What a report needs of the page that writes it. */
export interface ReportDrawing {
  /** A figure as markup; ids in it begin with `id`. */
  figure(figure: Figure, id: string): string;
  /** Markdown as sanitised markup. */
  note(markdown: string): string;
}

/** A report as one HTML file without script; every name and value in it is text. */
export function writeReport(report: Report, drawing: ReportDrawing): string {
  const { title, savedAt, cells } = report;
  const list = cells.map(
    ({ name, title: step }, place) =>
      `<li><a href="#cell-${place}">${escapeXml(name)}</a> <span class="soft">${escapeXml(step)}</span></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeXml(reportPolicy)}">
<meta name="referrer" content="no-referrer">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Assay">
<title>${escapeXml(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>${escapeXml(title)}</h1>
<p class="soft">A report of Assay, saved <time datetime="${escapeXml(savedAt)}">${escapeXml(savedAt.slice(0, 16).replace('T', ' '))} UTC</time>. ${escapeXml(rowWords(report))}</p>
<nav aria-label="Steps"><ol>${list.join('\n')}</ol></nav>
</header>
<main>
${cells.map((cell, place) => writeCell(cell, place, drawing)).join('\n')}
</main>
<footer><p>Computed in a browser, with no byte leaving it. The fingerprint of a step is the SHA-256 of the step, its settings and the fingerprints of what it read: the same fingerprint, the same answer.</p></footer>
</body>
</html>
`;
}

function rowWords({ cells }: Report): string {
  return cells.some(({ rows }) => rows)
    ? 'It holds the first rows of each table, values as they are.'
    : 'It holds no rows of the tables: words, figures and summaries, which may name frequent values and ends of ranges.';
}

function writeCell(cell: ReportCell, place: number, drawing: ReportDrawing): string {
  const { name, title, question, note, markdown, statements, warnings, leftOut } = cell;
  const words = [...warnings.map((text): Statement => ({ level: 'warning', text })), ...statements];
  const parts = [
    `<h2>${escapeXml(name)}</h2>`,
    markdown ? '' : `<p class="question">${escapeXml(question || title)}</p>`,
    note ? `<blockquote>${lines(note)}</blockquote>` : '',
    markdown ? drawing.note(markdown) : '',
    words.length > 0 ? `<ul class="words">${words.map(writeStatement).join('\n')}</ul>` : '',
    ...cell.figures.map((figure, at) => drawing.figure(figure as Figure, `f${place}-${at}`)),
    ...cell.tables.map(writeTable),
    cell.rows ? writeRows(cell.rows) : '',
    leftOut.length > 0
      ? `<p class="rule">Left out, since it shows single rows: ${escapeXml(leftOut.join('; '))}.</p>`
      : '',
    writeFacts('Settings', cell.settings),
    writeFacts('How it was made', cell.facts),
  ];
  return `<section id="cell-${place}" aria-label="${escapeXml(name)}">
<p class="kind">${escapeXml(title)}</p>
${parts.filter((part) => part !== '').join('\n')}
</section>`;
}

const levels: Record<Statement['level'], string> = {
  info: '',
  good: 'Good',
  warning: 'Mind',
  problem: 'Problem',
};

/** The level is said, not only shown by a colour. */
function writeStatement({ level, text }: Statement): string {
  const said = levels[level] ? `<b>${levels[level]}:</b> ` : '';
  return `<li class="${level}">${said}${escapeXml(text)}</li>`;
}

function writeFacts(title: string, facts: ReportCell['facts']): string {
  if (facts.length === 0) return '';
  const items = facts.map(
    ({ label, value }) =>
      `<dt>${escapeXml(label)}</dt><dd>${value.includes('\n') ? `<pre>${escapeXml(value)}</pre>` : escapeXml(value)}</dd>`,
  );
  return `<h3>${escapeXml(title)}</h3><dl>${items.join('\n')}</dl>`;
}

function lines(text: string): string {
  return text.split('\n').map(escapeXml).join('<br>');
}
