import { encodeRecord, scanRecords, type JournalRecord } from './journal-records';
import { writeAll, type Directory } from './storage-ports';

const sides = ['a', 'b'] as const;

/**
 * A value that is replaced as a whole: two files, of which the one with the higher number holds it and the other the
 * value before. A write goes to the older one, so that at every moment one of them is whole.
 */
export class SwapFile {
  constructor(
    private readonly directory: Directory,
    private readonly name: string,
  ) {}

  /** Both values, the newest first; a damaged one is missing. */
  async read(): Promise<JournalRecord[]> {
    const found: JournalRecord[] = [];
    for (const side of sides) found.push(...(await this.#readSide(side)));
    return found.sort((a, b) => b.number - a.number);
  }

  /** Puts a value with a number above all before in place of the older one. */
  async write(number: number, payload: Uint8Array): Promise<void> {
    const [newest] = await this.read();
    const inFirst = newest && (await this.#readSide('a'))[0]?.number === newest.number;
    const file = await this.directory.open(`${this.name}-${inFirst ? 'b' : 'a'}`);
    try {
      file.truncate(0);
      writeAll(file, encodeRecord(number, payload), 0);
      file.flush();
    } finally {
      file.close();
    }
  }

  async #readSide(side: (typeof sides)[number]): Promise<JournalRecord[]> {
    const file = await this.directory.file(`${this.name}-${side}`);
    if (!file) return [];
    return scanRecords(new Uint8Array(await file.arrayBuffer())).slice(0, 1);
  }
}
