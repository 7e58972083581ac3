import type { ExportChoice, ExportOptions, ExportSummary } from '../../src/data/export';
import type { TableInfo } from '../../src/data/table';
import { exportTable, type ExportHooks, type OpenFile } from '../../src/engine/encode/export-table';
import { BlobSink } from '../../src/engine/encode/file-sink';
import { openEncoder } from '../../src/engine/encode/open-encoder';
import {
  createParquetWriter,
  type ParquetModule,
  type ParquetWriter,
} from '../../src/engine/encode/parquet-writer';
import type { NodeEngine } from './node-engine';

export interface Exported extends ExportSummary {
  file: Blob;
  bytes: Uint8Array<ArrayBuffer>;
  text: string;
}

/** Exports a table as the page does, with the encode worker's functions in this thread. */
export async function exportFrom(
  engine: NodeEngine,
  table: TableInfo,
  options: ExportOptions,
  choice: ExportChoice = {},
  hooks: ExportHooks & { name?: string } = {},
): Promise<Exported> {
  const sink = new BlobSink('application/octet-stream');
  const { name = 'table' } = hooks;
  const request = { table, name, choice, options };
  const summary = await exportTable(engine.session, openHere, request, sink, hooks);
  const file = sink.blob;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { ...summary, file, bytes, text: new TextDecoder().decode(bytes) };
}

const openHere: OpenFile = async (order) => {
  const encoder = await openEncoder(order, loadParquetWriter);
  return { write: (ipc) => encoder.write(ipc), end: () => encoder.end(), close: () => undefined };
};

async function loadParquetWriter(): Promise<ParquetWriter> {
  return createParquetWriter((await import('parquet-wasm/node')) as unknown as ParquetModule);
}
