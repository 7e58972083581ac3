import { AppError } from '../../data/app-error';
import type { ArchiveMember } from '../../data/formats/archive/archive-members';
import { readBytes } from '../files/read-pieces';

/** A file in a tar: its bytes stand there as they are. */
export interface TarMember extends ArchiveMember {
  start: number;
}

const blockBytes = 512;
const mostMembers = 100_000;

/**
 * The files in a tar (POSIX ustar, with the long names of GNU and pax). O(members) short reads.
 * @throws AppError `unreadable_file` where a header is malformed.
 */
export async function listTar(file: Blob, name: string): Promise<TarMember[]> {
  const members: TarMember[] = [];
  let longName: string | undefined;
  for (let at = 0; at + blockBytes <= file.size;) {
    const header = await readBytes(file.slice(at, at + blockBytes));
    if (header[0] === 0) break;
    const sizeBytes = parseInt(textOf(header, 124, 12), 8);
    const start = at + blockBytes;
    if (!(sizeBytes >= 0) || members.length > mostMembers || start + sizeBytes > file.size)
      throw malformed(name);
    const type = String.fromCharCode(header[156]!);
    const body = (): Promise<Uint8Array> => readBytes(file.slice(start, start + sizeBytes));
    if (type === 'L') longName = textOf(await body(), 0, sizeBytes);
    else if (type === 'x') longName = paxPath(await body()) ?? longName;
    else {
      if (type === '0' || type === '\0')
        members.push({ name: longName ?? shortName(header), sizeBytes, start });
      longName = undefined;
    }
    at = start + Math.ceil(sizeBytes / blockBytes) * blockBytes;
  }
  return members;
}

function shortName(header: Uint8Array): string {
  const prefix = textOf(header, 345, 155);
  const name = textOf(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function paxPath(body: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)/.exec(new TextDecoder().decode(body))?.[1];
}

/** Text up to the first NUL. */
function textOf(bytes: Uint8Array, start: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(start, start + length)).replace(/\0[^]*$/, '');
}

function malformed(name: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as a tar: it is cut off or damaged. Get it once more.`,
    { name },
  );
}
