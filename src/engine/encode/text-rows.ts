import { tableFromIPC, type Batch } from '@uwdata/flechette';
import { jsonText } from '../decode/arrow/arrow-json';
import { exactValues } from '../decode/arrow/arrow-convert';
import type { ValueStyle } from './export-columns';

/** The values of one column in one batch, as UTF-8. */
export interface TextValues {
  isPresent(row: number): boolean;
  /** Sets `bytes`, `start` and `end` to the text of a row that is present. */
  find(row: number): void;
  bytes: Uint8Array;
  start: number;
  end: number;
}

/** Calls `write` for each batch of an Arrow IPC stream, whose columns are texts, or nested where their style says so. */
export function eachBatch(
  ipc: Uint8Array,
  styles: readonly ValueStyle[],
  write: (columns: TextValues[], rowCount: number) => void,
): number {
  const table = tableFromIPC(ipc, exactValues);
  const columns = styles.map((_, index) => table.getChildAt(index).data as Batch<unknown>[]);
  const batches = columns[0]?.length ?? 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const values = columns.map((column, index) =>
      styles[index] === 'nested'
        ? new NestedValues(column[batch]!)
        : new Utf8Values(column[batch]!),
    );
    write(values, columns[0]![batch]!.length);
  }
  return table.numRows;
}

class Utf8Values implements TextValues {
  readonly bytes: Uint8Array;
  start = 0;
  end = 0;
  readonly #offsets: ArrayLike<number | bigint>;

  constructor(private readonly batch: Batch<unknown>) {
    this.bytes = batch.values as Uint8Array;
    this.#offsets = batch.offsets as ArrayLike<number | bigint>;
  }

  isPresent(row: number): boolean {
    return this.batch.nullCount === 0 || this.batch.isValid(row);
  }

  find(row: number): void {
    this.start = Number(this.#offsets[row]);
    this.end = Number(this.#offsets[row + 1]);
  }
}

const encoder = new TextEncoder();

/** Lists, structs and maps as JSON. */
class NestedValues implements TextValues {
  bytes: Uint8Array = new Uint8Array();
  readonly start = 0;
  end = 0;

  constructor(private readonly batch: Batch<unknown>) {}

  isPresent(row: number): boolean {
    return this.batch.nullCount === 0 || this.batch.isValid(row);
  }

  find(row: number): void {
    this.bytes = encoder.encode(jsonText(this.batch, row));
    this.end = this.bytes.length;
  }
}
