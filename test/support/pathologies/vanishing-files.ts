import { goodFiles } from '../good-files';
import { pathology, type Pathology } from './pathology';

/**
 * A file that is moved, changed or deleted while it is read: from the n-th reading on, the browser refuses
 * to hand out its bytes, as it does for a file whose time of change is another one.
 */
class VanishingFile extends Blob {
  constructor(
    private readonly whole: Blob,
    private readonly left: { readings: number },
  ) {
    super();
  }

  override get size(): number {
    return this.whole.size;
  }

  override slice(start?: number, end?: number): Blob {
    return new VanishingFile(this.whole.slice(start, end), this.left);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    this.left.readings -= 1;
    return this.left.readings < 0
      ? Promise.reject(new DOMException('The requested file could not be read', 'NotReadableError'))
      : this.whole.arrayBuffer();
  }
}

const gone = /was moved, changed or deleted since it was given|can no longer (be )?read/;
const names = ['plain.csv', 'items.json', 'items.ndjson', 'plain.parquet', 'stream.arrows', 'items.xlsx', 'items.sqlite', 'matrix.npy', 'items.csv.gz', 'items.csv.zst', 'items.zip']; // prettier-ignore

export const vanishingFiles: Pathology[] = names.flatMap((name) =>
  [0, 1].map((readings) =>
    pathology(
      `${name} that is gone ${readings === 0 ? 'before it is read' : 'after the first reading'}`,
      name,
      () => {
        const { bytes } = goodFiles.find((file) => file.name === name)!;
        return new VanishingFile(new Blob([bytes]), { readings });
      },
      { refused: gone },
    ),
  ),
);
