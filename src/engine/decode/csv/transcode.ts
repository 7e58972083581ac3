import type { TextEncoding } from '../../../data/formats/text/encoding';
import { readPieces } from '../../files/read-pieces';

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
  const decoder = createDecoder(encoding.name);
  const encoder = new TextEncoder();
  const parts: Blob[] = [];
  for await (const { bytes, end } of readPieces(file.slice(encoding.markBytes), hooks.signal)) {
    // A blob for each piece: the browser may keep it on disk.
    parts.push(new Blob([encoder.encode(decoder.decode(bytes, { stream: true }))]));
    hooks.onProgress?.(end);
  }
  return new Blob([...parts, encoder.encode(decoder.decode())]);
}

interface PieceDecoder {
  decode(bytes?: Uint8Array<ArrayBuffer>, options?: { stream: boolean }): string;
}

function createDecoder(name: string): PieceDecoder {
  if (name === 'utf-32le' || name === 'utf-32be') return new Utf32Decoder(name === 'utf-32le');
  return new TextDecoder(name, { ignoreBOM: true });
}

/** UTF-32, which browsers do not decode; pieces hold whole characters, since their size is a multiple of four. */
class Utf32Decoder implements PieceDecoder {
  constructor(private readonly isLittle: boolean) {}

  decode(bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)): string {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const letters: string[] = [];
    for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
      const code = view.getUint32(at, this.isLittle);
      letters.push(code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));
    }
    return letters.join('');
  }
}
