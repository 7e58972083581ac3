import { AppError } from '../../data/app-error';
import { formatBytes } from '../../data/format';
import type { ZipMember } from '../../data/formats/archive/zip-directory';
import { UnpackBudget } from '../unpack/unpack-budget';
import { listZip, unpackMember } from '../unpack/zip-archive';

const mostMembers = 100_000;
const mostNameCharacters = 200;

export interface ReadMember {
  mostBytes?: number;
  signal?: AbortSignal;
  /** Bytes that came out so far. */
  onProgress?: (bytesDone: number) => void;
}

/** A zip whose list of members was checked, and how far they may grow together. */
export class ArchiveReader {
  readonly #budget: UnpackBudget;

  private constructor(
    private readonly file: Blob,
    private readonly name: string,
    readonly members: ReadonlyMap<string, ZipMember>,
  ) {
    this.#budget = new UnpackBudget(name, file.size);
  }

  /**
   * Reads and checks the list; nothing is unpacked.
   * @throws AppError `unreadable_file` for no zip, for names that lead out of it or stand in it twice; `out_of_memory`
   */
  static async open(file: Blob, name: string): Promise<ArchiveReader> {
    const list = await listZip(file, name);
    if (list.length > mostMembers) throw refused(name, `it lists ${list.length} members`);
    const members = new Map<string, ZipMember>();
    const folded = new Set<string>();
    for (const member of list) {
      checkName(member.name, name);
      const key = member.name.toLowerCase().normalize('NFC');
      if (folded.has(key)) throw refused(name, `it holds ${quoted(member.name)} twice`);
      folded.add(key);
      members.set(member.name, member);
    }
    const reader = new ArchiveReader(file, name, members);
    reader.#budget.check(list.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    return reader;
  }

  /**
   * The bytes of a member in pieces, checked against what the list says of it; stopped as soon as there are more.
   * @throws AppError `unreadable_file`, `out_of_memory`, `cancelled`
   */
  async *read(
    path: string,
    { mostBytes = Infinity, signal, onProgress }: ReadMember = {},
  ): AsyncGenerator<Uint8Array> {
    const member = this.members.get(path);
    if (!member) throw refused(this.name, `it holds no ${quoted(path)}`);
    if (member.sizeBytes > mostBytes)
      throw refused(this.name, `${quoted(path)} takes ${formatBytes(member.sizeBytes)}`);
    const job = { name: this.name, budget: this.#budget, signal };
    let size = 0;
    for await (const piece of unpackMember(this.file, member, job)) {
      size += piece.length;
      if (size > member.sizeBytes)
        throw refused(this.name, `${quoted(path)} is larger than the list says`);
      yield piece;
      onProgress?.(size);
    }
  }
}

/** @throws AppError `unreadable_file` where a path is not plain: relative, of `/` and parts with a name. */
function checkName(path: string, name: string): void {
  const parts = path.split('/');
  const isPlain =
    path.length <= mostNameCharacters &&
    !/[\p{C}\\:]/u.test(path) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..');
  if (!isPlain) throw refused(name, `it holds a file named ${quoted(path)}, which leads elsewhere`);
}

function quoted(path: string): string {
  return JSON.stringify(path.length > 80 ? `${path.slice(0, 80)}…` : path);
}

function refused(name: string, reason: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" was not opened: ${reason}. Nothing was kept of it. Get the file once more.`,
    { name },
  );
}
