import { tableFromIPC } from '@uwdata/flechette';

/** Rows of an Arrow IPC stream. */
export function countArrowRows(ipc: Uint8Array): number {
  return tableFromIPC(ipc).numRows;
}
