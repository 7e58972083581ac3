import type { ParquetFile } from 'parquet-wasm/esm';
import type { ParquetFooter } from '../../../data/formats/parquet/parquet-footer';
import { unreadableParquet } from './guard-parquet';

/**
 * Rows of all row groups. Readers go by these numbers, so they must be true: the file's own total is the
 * same, and every row group has as many values in each of its columns of one value a row.
 * @throws AppError `unreadable_file`.
 */
export function countParquetRows(
  parquet: ParquetFile,
  footer: ParquetFooter | undefined,
  name: string,
): number {
  const metadata = parquet.metadata();
  const total = Number(metadata.fileMetadata().numRows());
  const sum = metadata.rowGroups().reduce((rows, group) => rows + Number(group.numRows()), 0);
  const contradiction = `it says that it has ${total} rows, and its row groups have ${sum}`;
  const fault = sum === total ? footer && findCountFault(footer) : contradiction;
  if (fault) throw unreadableParquet(name, `it is damaged: ${fault}`);
  return total;
}

function findCountFault({ columns, rowGroups }: ParquetFooter): string | undefined {
  const single = new Set(columns.filter(({ isRepeated }) => !isRepeated).map(({ name }) => name));
  for (const [index, { rowCount, chunks }] of rowGroups.entries()) {
    const odd = chunks.find(
      ({ column, valueCount }) => single.has(column) && valueCount !== rowCount,
    );
    if (odd)
      return `row group ${index + 1} has ${rowCount} rows, but ${odd.valueCount} values of "${odd.column}"`;
  }
  return undefined;
}
