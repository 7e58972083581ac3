import { AppError } from '../../../data/app-error';
import { countWords, formatCount } from '../../../data/format';
import { SharedTexts } from '../../../data/formats/sheet/shared-texts';
import {
  parseRange,
  splitSheetPart,
  type SheetRange,
} from '../../../data/formats/sheet/sheet-range';
import { XlsxSheetReader, type WorkbookFacts } from '../../../data/formats/sheet/xlsx-sheet';
import {
  RelationsReader,
  StylesReader,
  WorkbookReader,
  type WorkbookSheet,
} from '../../../data/formats/sheet/xlsx-workbook';
import type { XmlHandler, XmlTag } from '../../../data/formats/sheet/xml-scanner';
import type { TablePart } from '../../../data/table-part';
import { UnpackBudget } from '../../unpack/unpack-budget';
import { listZip } from '../../unpack/zip-archive';
import { malformed, readXml, type XmlPackage } from './read-xml';
import { tellTables } from './sheet-parts';
import { writeTable, type ReadSheet, type SheetText } from './sheet-text';
import type { DecodeHooks } from '../csv/transcode';

/** A worksheet with its file in the package. */
interface Sheet extends WorkbookSheet {
  path: string;
  /** The cells that it says it uses, such as `A1:J200`. */
  extent?: SheetRange & { text: string };
}

/**
 * The table of a worksheet (`.xlsx`, `.xlsm`) as CSV: the sheet that `part` names (or a range in it, `Sheet1!B3:D20`),
 * else the first that is visible and holds more than a cell. Memory: the texts of the workbook and a piece of a sheet.
 * @throws AppError `unreadable_file`, `empty_file`, `out_of_memory`, `cancelled`.
 */
export async function readXlsx(
  file: Blob,
  name: string,
  part: string | undefined,
  hooks: DecodeHooks = {},
): Promise<SheetText> {
  const job = { name, budget: new UnpackBudget(name, file.size), ...hooks, onProgress: undefined };
  const book: XmlPackage = { file, members: await listZip(file, name), job };
  const { sheets, is1904 } = await readSheets(book);
  if (sheets.length === 0) throw malformed(name, 'it has no worksheet');
  const { sheet, range } = chooseSheet(sheets, part, name);
  const facts: WorkbookFacts = { ...(await readFacts(book)), is1904 };
  let reader: XlsxSheetReader | undefined;
  const readIn = (within?: SheetRange): ReadSheet => {
    return async (onRow, afterPiece) => {
      reader = new XlsxSheetReader(facts, onRow, within);
      await readXml(withProgress(book, hooks), sheet.path, reader, afterPiece);
      return reader.merged;
    };
  };
  const found = await writeTable(readIn, range);
  if (found.written.rowCount === 0) throw emptySheet(name, sheet.name, sheets);
  const notes = describeReading(reader!, is1904);
  return tellTables(found, { parts: sheets.map(describeSheet), part, sheet: sheet.name, notes });
}

async function readSheets(book: XmlPackage): Promise<{ sheets: Sheet[]; is1904: boolean }> {
  const workbook = new WorkbookReader();
  const relations = new RelationsReader();
  await readXml(book, 'xl/workbook.xml', workbook);
  await readXml(book, 'xl/_rels/workbook.xml.rels', relations);
  const sheets: Sheet[] = [];
  for (const sheet of workbook.sheets) {
    const target = relations.targets.get(sheet.relation);
    if (target?.kind !== 'worksheet') continue;
    const extent = new ExtentReader();
    await readXml(book, target.path, extent, () => extent.isDone);
    sheets.push({ ...sheet, path: target.path, extent: extent.found });
  }
  return { sheets, is1904: workbook.is1904 };
}

async function readFacts(book: XmlPackage): Promise<Omit<WorkbookFacts, 'is1904'>> {
  const has = (path: string): boolean =>
    book.members.some(({ name }) => name.toLowerCase() === path.toLowerCase());
  const shared = new SharedTexts();
  const styles = new StylesReader();
  if (has('xl/sharedStrings.xml')) await readXml(book, 'xl/sharedStrings.xml', shared);
  if (has('xl/styles.xml')) await readXml(book, 'xl/styles.xml', styles);
  return { shared, kinds: styles.kinds };
}

function chooseSheet(
  sheets: readonly Sheet[],
  part: string | undefined,
  name: string,
): { sheet: Sheet; range?: SheetRange } {
  const names = sheets.map((sheet) => sheet.name);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  if (part === undefined) {
    const likely = visible.find(({ extent }) => extent === undefined || !isOneCell(extent));
    return { sheet: likely ?? visible[0] ?? sheets[0]! };
  }
  const wanted = splitSheetPart(part, names);
  const sheet = sheets.find((known) => known.name === wanted?.sheet);
  if (sheet) return { sheet, range: wanted!.range };
  throw new AppError(
    'unreadable_file',
    `"${name}" has no sheet or range "${part}"; its sheets are ${quoted(names)}. A range is written "${names[0]}!A3:F200".`,
    { name, part },
  );
}

/** The used range of a sheet, which stands before its rows. */
class ExtentReader implements XmlHandler {
  found: Sheet['extent'];
  isDone = false;

  open(name: string, tag: XmlTag): void {
    if (name === 'sheetData') this.isDone = true;
    if (name !== 'dimension' || this.isDone) return;
    const text = tag.attribute('ref') ?? '';
    const range = parseRange(text);
    if (range) this.found = { ...range, text };
  }

  text(): void {}

  close(): void {}
}

function describeSheet({ name, isHidden, extent }: Sheet): TablePart {
  const note = [isHidden ? 'hidden' : undefined, extent?.text].filter(Boolean).join(', ');
  return note === '' ? { name } : { name, note };
}

function describeReading(reader: XlsxSheetReader, is1904: boolean): string[] {
  const { errors, uncomputed, oddDates, merged } = reader;
  const notes: string[] = [];
  if (errors.size > 0) {
    const all = [...errors].map(([error, count]) => `${formatCount(count)} × ${error}`).join(', ');
    notes.push(`Cells that hold an error are missing: ${all}.`);
  }
  if (uncomputed > 0) {
    notes.push(
      `${countWords(uncomputed, 'formula has', 'formulas have')} no stored value and are missing; open and save the workbook in Excel to have them computed.`,
    );
  }
  if (oddDates > 0) {
    notes.push(
      `${countWords(oddDates, 'number is', 'numbers are')} formatted as a date that the calendar does not have; they are kept as numbers.`,
    );
  }
  if (merged.length > 0) {
    notes.push(
      `${countWords(merged.length, 'merged range', 'merged ranges')}: each of their cells has the value of the first.`,
    );
  }
  if (is1904) notes.push('Dates of this workbook are counted from 1904.');
  return notes;
}

function withProgress(book: XmlPackage, { onProgress }: DecodeHooks): XmlPackage {
  return { ...book, job: { ...book.job, onProgress } };
}

function isOneCell({ firstRow, lastRow, firstColumn, lastColumn }: SheetRange): boolean {
  return firstRow === lastRow && firstColumn === lastColumn;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function emptySheet(name: string, sheet: string, sheets: readonly Sheet[]): AppError {
  const others = sheets.filter((known) => known.name !== sheet).map((known) => known.name);
  const advice = others.length > 0 ? ` Other sheets are ${quoted(others)}.` : '';
  return new AppError('empty_file', `The sheet "${sheet}" of "${name}" is empty.${advice}`, {
    name,
    part: sheet,
  });
}
