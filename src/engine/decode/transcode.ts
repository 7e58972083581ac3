import type { TextEncoding } from '../../data/formats/encoding';
import { readPieces } from '../files/read-pieces';

export interface DecodeHooks {
  signal?: AbortSignal;
  /** Bytes read so far. */
  onProgress?: (bytesRead: number) => void;
}

/** A text file as UTF-8 without a byte order mark. What cannot be decoded becomes U+FFFD. Memory: one piece. */
export async function transcodeToUtf8(
  file: Blob,
  encoding: TextEncoding,
  hooks: DecodeHooks = {},
): Promise<Blob> {
  if (encoding.name === 'utf-8') return file.slice(encoding.markBytes);
  const decoder = new TextDecoder(encoding.name, { ignoreBOM: true });
  const encoder = new TextEncoder();
  const parts: Blob[] = [];
  for await (const { bytes, end } of readPieces(file.slice(encoding.markBytes), hooks.signal)) {
    // A blob for each piece: the browser may keep it on disk.
    parts.push(new Blob([encoder.encode(decoder.decode(bytes, { stream: true }))]));
    hooks.onProgress?.(end);
  }
  return new Blob([...parts, encoder.encode(decoder.decode())]);
}
