import type { ExportFormat, ExportOptions } from '../../data/export';
import { ArrowEncoder } from './arrow-encoder';
import { DelimitedEncoder } from './delimited-encoder';
import { ExcelEncoder } from './excel-encoder';
import type { ExportColumn } from './export-columns';
import { JsonEncoder } from './json-encoder';
import { ParquetEncoder } from './parquet-encoder';
import type { LoadParquetWriter } from './parquet-writer';
import type { TableEncoder } from './table-encoder';

/** A file to be written: its columns, how, and what the table is called. */
export interface EncodeOrder {
  columns: readonly ExportColumn[];
  options: ExportOptions;
  name: string;
}

type Opener = (order: EncodeOrder, load: LoadParquetWriter) => TableEncoder | Promise<TableEncoder>;

const openers: Record<ExportFormat, Opener> = {
  csv: ({ columns, options }) => new DelimitedEncoder(columns, options),
  tsv: ({ columns, options }) => new DelimitedEncoder(columns, options),
  json: ({ columns }) => new JsonEncoder(columns, true),
  ndjson: ({ columns }) => new JsonEncoder(columns, false),
  excel: ({ columns, name }) => new ExcelEncoder(columns, name),
  parquet: async (_, load) => new ParquetEncoder(await load()),
  arrow: () => new ArrowEncoder(true),
  'arrow-stream': () => new ArrowEncoder(false),
};

export async function openEncoder(
  order: EncodeOrder,
  load: LoadParquetWriter,
): Promise<TableEncoder> {
  return openers[order.options.format](order, load);
}
