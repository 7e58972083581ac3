import { AppError } from '../../app-error';
import type { FileFormat } from '../../source';

const documents: readonly { holds: string; name: string; advice: string }[] = [
  { holds: 'word/', name: 'a Word document', advice: 'Give the table in it as CSV.' },
  { holds: 'ppt/', name: 'a PowerPoint document', advice: 'Give the table in it as CSV.' },
  { holds: 'assay.json', name: 'an Assay project', advice: 'Open it as a project.' },
];

/**
 * What the members of a zip make of it: a workbook, a sheet, or undefined for an archive of files.
 * @throws AppError `unsupported_format` for documents that hold no table.
 */
export function findZipKind(members: readonly string[], fileName: string): FileFormat | undefined {
  if (members.includes('xl/workbook.bin')) {
    throw refused(fileName, 'a binary Excel workbook (.xlsb)', 'Save it as .xlsx and give that.');
  }
  if (members.includes('xl/workbook.xml')) return 'xlsx';
  if (members.includes('content.xml') && members.includes('META-INF/manifest.xml')) return 'ods';
  const document = documents.find(({ holds }) => members.some((name) => name.startsWith(holds)));
  if (document) throw refused(fileName, document.name, document.advice);
  return undefined;
}

function refused(fileName: string, found: string, advice: string): AppError {
  return new AppError('unsupported_format', `"${fileName}" is ${found}. ${advice}`, {
    name: fileName,
    found,
  });
}
