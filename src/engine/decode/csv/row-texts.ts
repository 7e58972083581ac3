import { canReadDialect } from './csv-select';
import type { CsvPlan } from '../../../data/formats/csv/csv-plan';
import type { RecordScanner } from '../../../data/formats/csv/record-scanner';
import { packTexts, type ColumnTexts } from '../../../data/texts/column-texts';
import { readTextFacts } from '../../../data/texts/read-text-facts';
import { TextTally, type TextDictionary } from '../../../data/texts/text-tally';

/** Texts of a column, or none where they could not be counted. */
export type CountedColumnTexts = TextDictionary | undefined;

/** Counts the texts of a CSV's text columns, as its first part suggests them, in the rows that are shown to it. */
export class RowTexts {
  readonly #columns: { column: number; tally: TextTally }[];
  readonly #columnCount: number;
  readonly #quote: number;
  #scratch = new Uint8Array(2 ** 12);
  /** Rows were shown twice, or not all of them. */
  isSpoiled = false;

  constructor(plan: CsvPlan, missing: readonly string[]) {
    this.#columnCount = plan.names.length;
    const isPlain = missing.length === 0 && canReadDialect(plan.dialect);
    this.#quote = plan.dialect.quote.charCodeAt(0);
    this.#columns = plan.guess.types.flatMap(({ sql }, column) =>
      isPlain && sql === 'VARCHAR' ? [{ column, tally: new TextTally() }] : [],
    );
  }

  /** Counts the row that the scanner stands on; an empty value without quotes is missing. */
  add({ starts, ends, quoted }: RecordScanner, bytes: Uint8Array): void {
    for (const { column, tally } of this.#columns) {
      const [start, end] = [starts[column]!, ends[column]!];
      if (quoted[column] === 2) this.#addEscaped(tally, bytes, start, end);
      else if (start < end || quoted[column] === 1) tally.add(bytes, start, end);
    }
  }

  /** What was counted of some columns, by column of the file. */
  take(columns: readonly number[]): CountedColumnTexts[] {
    const found = new Array<CountedColumnTexts>(this.#columnCount).fill(undefined);
    if (this.isSpoiled) return found;
    for (const { column, tally } of this.#columns) {
      if (columns.includes(column) && !tally.isFull) found[column] = tally.dictionary();
    }
    return found;
  }

  #addEscaped(tally: TextTally, bytes: Uint8Array, start: number, end: number): void {
    if (end - start > this.#scratch.length) this.#scratch = new Uint8Array(2 * (end - start));
    let size = 0;
    for (let at = start; at < end; at += 1) {
      this.#scratch[size++] = bytes[at]!;
      if (bytes[at] === this.#quote) at += 1;
    }
    tally.add(this.#scratch, 0, size);
  }
}

/** What the texts of some columns say that several workers counted, for the columns that all of them counted. */
export function joinTexts(
  names: readonly string[],
  columns: readonly number[],
  counted: readonly (readonly CountedColumnTexts[])[],
): ColumnTexts[] {
  return columns.flatMap((column) => {
    const dictionaries = counted.map((each) => each[column]);
    if (dictionaries.length === 0 || dictionaries.includes(undefined)) return [];
    const joined = joinDictionaries(dictionaries as TextDictionary[]);
    return joined ? [packTexts(names[column]!, readTextFacts(joined))] : [];
  });
}

function joinDictionaries([first, ...others]: TextDictionary[]): TextDictionary | undefined {
  if (others.length === 0) return first;
  const tally = new TextTally();
  for (const dictionary of [first!, ...others]) tally.addAll(dictionary);
  return tally.isFull ? undefined : tally.dictionary();
}
