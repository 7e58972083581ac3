import { likelihood, type ColumnShape } from './column-shape';
import { isSparse } from './csv-header-rows';
import type { SampleRecord } from './record-sample';

/** Words that begin a row of totals, in the languages of many a spreadsheet. */
const totalWords =
  /^\s*(grand[ -]?total|sub-?total|totals?|sum|summe|gesamt(summe)?|insgesamt|average|mean|median|durchschnitt|mittelwert|totale|totaal|somme|moyenne|suma|razem|media|itogo|итого|всего|celkem|yhteensä|summa|合计|合計|总计|総計|합계)\b/iu;
const totalText = /^(合计|合計|总计|総計|합계|итого|всего)/iu;

const mostFooterRecords = 20;

/**
 * The first record of what stands below a table: notes of a single value, and rows of totals, which are no
 * observations; `records.length` for none. Looks at the last 20 records; `canRepair` tells a broken row.
 */
export function findFooter(
  records: readonly SampleRecord[],
  shapes: readonly ColumnShape[],
  canRepair: (record: SampleRecord) => boolean,
): number {
  let footer = records.length;
  const first = Math.max(1, records.length - mostFooterRecords);
  while (footer > first && isBelow(records[footer - 1]!, shapes, canRepair)) footer -= 1;
  return footer;
}

/** Why a record below the table is no row of it. */
export function footerReason(record: SampleRecord): string {
  return isTotal(record.values) ? 'a total below the table' : 'stands below the table';
}

function isBelow(
  record: SampleRecord,
  shapes: readonly ColumnShape[],
  canRepair: (record: SampleRecord) => boolean,
): boolean {
  const { values, isFaulty } = record;
  const width = shapes.length;
  if (isFaulty || width < 2) return false;
  if (values.length === 1 && width > 2) return !canRepair(record);
  if (isTotal(values)) return unlikelyEmpty(values, shapes) || isOddTotal(values, shapes);
  if (isSparse(record, width)) return unlikelyEmpty(values, shapes);
  return values.length <= width / 2 && fitsNowhere(values, shapes) && !canRepair(record);
}

function isTotal(values: readonly string[]): boolean {
  const first = values.find((value) => value !== '') ?? '';
  return totalWords.test(first) || totalText.test(first);
}

/** The word is none that its column has shown. */
function isOddTotal(values: readonly string[], shapes: readonly ColumnShape[]): boolean {
  const column = values.findIndex((value) => value !== '');
  const shape = shapes[column];
  return shape !== undefined && likelihood(shape, values[column]!) < 0.05;
}

/** Columns that hardly ever are empty are empty here, or not there at all. */
function unlikelyEmpty(values: readonly string[], shapes: readonly ColumnShape[]): boolean {
  return shapes.some((shape, column) => !values[column] && likelihood(shape, '') < 0.03);
}

function fitsNowhere(values: readonly string[], shapes: readonly ColumnShape[]): boolean {
  const present = values
    .map((value, column) => ({ value, shape: shapes[column] }))
    .filter(({ value }) => value !== '');
  const fitting = present.filter(({ value, shape }) => shape && likelihood(shape, value) > 0.05);
  return fitting.length <= present.length / 2;
}
