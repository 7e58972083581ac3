import { AppError } from '../../../data/app-error';
import { countWords } from '../../../data/format';
import { OdsContentReader } from '../../../data/formats/sheet/ods-content';
import { splitSheetPart, type SheetRange } from '../../../data/formats/sheet/sheet-range';
import type { XmlHandler } from '../../../data/formats/sheet/xml-scanner';
import { UnpackBudget } from '../../unpack/unpack-budget';
import { listZip } from '../../unpack/zip-archive';
import { readXml, type XmlPackage } from './read-xml';
import { tellTables } from './sheet-parts';
import { writeTable, type ReadSheet, type SheetText } from './sheet-text';
import type { DecodeHooks } from '../csv/transcode';

/**
 * The table of an OpenDocument sheet (`.ods`) as CSV: the one that `part` names (or a range in it), else the first that
 * holds any rows. All sheets stand in one file, which is read through. Memory: pieces.
 * @throws AppError `unreadable_file`, also for encrypted documents, `empty_file`, `out_of_memory`, `cancelled`.
 */
export async function readOds(
  file: Blob,
  name: string,
  part: string | undefined,
  hooks: DecodeHooks = {},
): Promise<SheetText> {
  const job = { name, budget: new UnpackBudget(name, file.size), ...hooks };
  const document: XmlPackage = { file, members: await listZip(file, name), job };
  await checkEncryption(document);
  const names = await listSheets(document);
  const wanted = part === undefined ? undefined : splitSheetPart(part, names);
  if (part !== undefined && !wanted) throw unknownSheet(name, part, names);
  let reader: OdsContentReader | undefined;
  let chosen = wanted?.sheet;
  const readIn = (within?: SheetRange): ReadSheet => {
    return async (onRow, afterPiece) => {
      const read = new OdsContentReader(
        (sheet) => (chosen ?? sheet) === sheet,
        (row) => {
          chosen ??= read.sheets.at(-1)!.name;
          if (read.sheets.at(-1)!.name === chosen) onRow(row);
        },
        within,
      );
      reader = read;
      await readXml(document, 'content.xml', read, afterPiece);
      return read.merged;
    };
  };
  const found = await writeTable(readIn, wanted?.range);
  if (found.written.rowCount === 0) {
    throw new AppError('empty_file', `"${name}" holds no filled cell to read.`, { name });
  }
  const notes = describeReading(reader!);
  const parts = names.map((sheet) => ({ name: sheet }));
  return tellTables(found, { parts, part, sheet: chosen!, notes });
}

function describeReading({ errors, merged }: OdsContentReader): string[] {
  return [
    ...(errors > 0
      ? [`${countWords(errors, 'cell that holds', 'cells that hold')} an error are missing.`]
      : []),
    ...(merged.length > 0
      ? [
          `${countWords(merged.length, 'merged range', 'merged ranges')}: each of their cells has the value of the first.`,
        ]
      : []),
  ];
}

async function listSheets(document: XmlPackage): Promise<string[]> {
  const names = new OdsContentReader(
    () => false,
    () => undefined,
  );
  await readXml(document, 'content.xml', names);
  return names.sheets.map((sheet) => sheet.name);
}

/** The manifest names every file of the package, and says where one is encrypted. */
async function checkEncryption(document: XmlPackage): Promise<void> {
  let isEncrypted = false;
  const handler: XmlHandler = {
    open: (name) => {
      if (name === 'encryption-data') isEncrypted = true;
    },
    text: () => undefined,
    close: () => undefined,
  };
  await readXml(document, 'META-INF/manifest.xml', handler);
  if (!isEncrypted) return;
  const { name } = document.job;
  throw new AppError(
    'unreadable_file',
    `"${name}" is encrypted. Open it with its password, save it without one, and give that.`,
    { name },
  );
}

function unknownSheet(name: string, part: string, names: readonly string[]): AppError {
  const known = names.map((sheet) => `"${sheet}"`).join(', ');
  return new AppError(
    'unreadable_file',
    `"${name}" has no sheet or range "${part}"; its sheets are ${known}. A range is written "${names[0]}!A3:F200".`,
    { name, part },
  );
}
