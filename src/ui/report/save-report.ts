import type { Report } from '../../state/export/report';
import { fileName } from '../figure/export-figure';
import { measureText } from '../figure/measure-text';
import { renderMarkdown } from '../note/render-markdown';
import { saveFile } from '../shell/save-file';
import { writeFigure } from './report-figure';
import { writeReport } from './write-report';

/** Hands a report to the person as one HTML file. */
export function saveReport(report: Report): void {
  const withRows = report.cells.some(({ rows }) => rows !== undefined);
  const html = writeReport(report, {
    figure: (figure, id) => writeFigure(figure, id, withRows, measureText),
    note: renderNote,
  });
  saveFile(new Blob([html], { type: 'text/html' }), fileName(report.title, 'html'));
}

function renderNote(markdown: string): string {
  const holder = document.createElement('div');
  holder.append(renderMarkdown(markdown));
  return holder.innerHTML;
}
