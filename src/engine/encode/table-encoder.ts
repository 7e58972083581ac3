/** Writes one file from pieces of a table, each an Arrow IPC stream of the same columns. */
export interface TableEncoder {
  /** The bytes that follow from a piece. */
  write(ipc: Uint8Array): Promise<EncodedPiece>;
  /** The last bytes; nothing may be written afterwards. */
  end(): Promise<EncodedPiece>;
}

export interface EncodedPiece {
  parts: Uint8Array<ArrayBuffer>[];
  /** Rows of the piece. */
  rowCount: number;
  /** What had to be changed, in words; only with the last piece. */
  notes: string[];
}
