import { tableFromIPC, Type, type Batch } from '@uwdata/flechette';
import { packTexts, type ColumnTexts } from '../../data/texts/column-texts';
import { readTextFacts } from '../../data/texts/read-text-facts';
import { TextTally } from '../../data/texts/text-tally';
import { exactValues } from './arrow/arrow-convert';
import type { TableColumn } from './import-ports';
import type { TableReader } from './table-reader';

/** A reader whose text columns are counted on the way, if it is read to its end. */
export function countTexts(reader: TableReader): TableReader {
  const counts = reader.columns.map(({ type }) =>
    type === 'VARCHAR' ? new TextTally() : undefined,
  );
  let isWhole = false;
  return {
    columns: reader.columns,
    next: async (signal) => {
      const piece = await reader.next(signal);
      if (piece) addPiece(piece.ipc, counts);
      else isWhole = true;
      return piece;
    },
    close: () => {
      const summary = reader.close();
      return isWhole ? { ...summary, texts: readTexts(reader.columns, counts) } : summary;
    },
  };
}

/** What is no plain text in a piece, and only becomes it in the engine, is not counted. */
function addPiece(ipc: Uint8Array, counts: (TextTally | undefined)[]): void {
  if (counts.every((tally) => tally === undefined)) return;
  const table = tableFromIPC(ipc, exactValues);
  for (const [column, tally] of counts.entries()) {
    if (!tally || tally.isFull) continue;
    for (const batch of table.getChildAt(column).data) {
      if (batch.type.typeId === Type.Utf8) addBatch(batch as unknown as TextBatch, tally);
      else counts[column] = undefined;
    }
  }
}

interface TextBatch extends Pick<Batch<string>, 'length' | 'nullCount' | 'isValid'> {
  values: Uint8Array;
  offsets: Int32Array;
}

function addBatch(batch: TextBatch, tally: TextTally): void {
  const { values, offsets, length } = batch;
  const anyMissing = batch.nullCount > 0;
  for (let row = 0; row < length; row += 1) {
    if (anyMissing && !batch.isValid(row)) continue;
    tally.add(values, offsets[row]!, offsets[row + 1]!);
  }
}

function readTexts(
  columns: readonly TableColumn[],
  counts: readonly (TextTally | undefined)[],
): ColumnTexts[] {
  return columns.flatMap(({ name }, column) => {
    const tally = counts[column];
    if (!tally || tally.isFull) return [];
    return [packTexts(name, readTextFacts(tally.dictionary()))];
  });
}
