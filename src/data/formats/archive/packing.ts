/** How a file is packed: around one file, or around several. */
export type Packing = 'gzip' | 'zstd' | 'zip' | 'tar';

/** How a file is packed, from its first 512 bytes; undefined where it is not. */
export function detectPacking(head: Uint8Array): Packing | undefined {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  // A zip begins with a member, with the end of an empty one, or with the mark of a split one.
  if (a === 0x50 && b === 0x4b && [0x0304, 0x0506, 0x0708].includes((c! << 8) | d!)) return 'zip';
  if (textAt(head, 257, 5) === 'ustar') return 'tar';
  return undefined;
}

const endings = /\.(gz|gzip|zst|zstd|bgz)$/i;

/** The name of the file inside: `a.csv.gz` holds `a.csv`, `a.tgz` holds `a.tar`. */
export function unpackedName(name: string): string {
  return name.replace(/\.tgz$/i, '.tar').replace(endings, '') || name;
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
