/** A file that is open for reading and writing, by nobody else. Calls are synchronous, as OPFS has them in workers. */
export interface OpenFile {
  getSize(): number;
  /** Reads at most as much as there is room for; answers the number of bytes read. */
  read(into: Uint8Array, options: { at: number }): number;
  /** Answers the number of bytes written, which may be fewer than asked for. */
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  /** Resolves nothing: when it returns, what was written is on the disk. */
  flush(): void;
  close(): void;
}

export interface DirectoryEntry {
  name: string;
  kind: 'file' | 'directory';
}

/** A directory that is ours alone. Names are plain: letters, digits, `-`, `_` and `.`. */
export interface Directory {
  list(): Promise<DirectoryEntry[]>;
  /** Made where it is missing. */
  directory(name: string): Promise<Directory>;
  /** Made where it is missing. Fails while somebody else has it open. */
  open(name: string): Promise<OpenFile>;
  /** What it holds now, readable as long as it is not changed; `undefined` where it is missing. */
  file(name: string): Promise<Blob | undefined>;
  /** Gives a closed file of this directory another place, in one step; what lay there is replaced. */
  move(name: string, to: Directory, newName: string): Promise<void>;
  /** Takes away a file, or a directory with all that is in it. Nothing where it is missing. */
  remove(name: string): Promise<void>;
}

/** Writes all of `bytes`, or throws as a full disk does. */
export function writeAll(file: OpenFile, bytes: Uint8Array, at: number): void {
  const written = file.write(bytes, { at });
  if (written < bytes.byteLength)
    throw new DOMException(`${written} of ${bytes.byteLength} bytes written`, 'QuotaExceededError');
}

/** All bytes of an open file. */
export function readAll(file: OpenFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.getSize());
  const read = file.read(bytes, { at: 0 });
  return bytes.subarray(0, read);
}
