import { AppError } from '../../data/app-error';
import { formatBytes } from '../../data/format';
import {
  findZipEnd,
  readZipDirectory,
  zipTailBytes,
  type ZipMember,
} from '../../data/formats/archive/zip-directory';
import { crc32 } from '../../math/crc32';
import { readBytes, readPieces } from '../files/read-pieces';
import { unpackPieces, type UnpackJob } from './unpack-pieces';

/** Some 500,000 members. */
const largestDirectory = 64 * 2 ** 20;

/** What is in a zip, read from the directory at its end. The members stay where they are. */
export async function listZip(file: Blob, name: string): Promise<ZipMember[]> {
  const tail = await readBytes(file.slice(Math.max(0, file.size - zipTailBytes)));
  const { directoryStart, directoryBytes, shift } = findZipEnd(tail, file.size, name);
  if (directoryBytes > largestDirectory) throw tooMany(name, directoryBytes);
  const directory = file.slice(directoryStart, directoryStart + directoryBytes);
  return readZipDirectory(await readBytes(directory), shift, name);
}

/**
 * The bytes of one member, in pieces, checked against its size and checksum at the end.
 * @throws AppError `unreadable_file` where it is encrypted, damaged or of an unknown method, `out_of_memory`.
 */
export async function* unpackMember(
  file: Blob,
  member: ZipMember,
  job: UnpackJob,
): AsyncGenerator<Uint8Array> {
  if (member.isEncrypted) throw refused(member, 'it is encrypted. Unpack it with its password');
  const packed = await findData(file, member);
  let size = 0;
  let check = 0;
  for await (const piece of openMethod(packed, member, job)) {
    size += piece.length;
    check = crc32(piece, check);
    yield piece;
  }
  if (size !== member.sizeBytes || check !== member.crc32)
    throw refused(member, 'it is damaged: its checksum is another one. Get the archive once more');
}

function openMethod(packed: Blob, member: ZipMember, job: UnpackJob): AsyncIterable<Uint8Array> {
  switch (member.method) {
    case 0:
      return storedPieces(packed, job);
    case 8:
      job.budget.check(member.sizeBytes);
      return unpackPieces(packed, 'deflate-raw', { ...job, name: member.name });
    case 93:
      job.budget.check(member.sizeBytes);
      return unpackPieces(packed, 'zstd', { ...job, name: member.name });
    default: {
      const method = methodNames[member.method] ?? `method ${member.method}`;
      throw refused(member, `it is packed by ${method}. Pack it the usual way (Deflate)`);
    }
  }
}

const methodNames: Record<number, string> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  95: 'XZ',
  98: 'PPMd',
  99: 'AES encryption',
};

async function* storedPieces(packed: Blob, job: UnpackJob): AsyncGenerator<Uint8Array> {
  for await (const { bytes, end } of readPieces(packed, job.signal)) {
    job.onProgress?.(end);
    yield bytes;
  }
}

/** The packed bytes of a member, behind its own header. */
async function findData(file: Blob, member: ZipMember): Promise<Blob> {
  const header = await readBytes(file.slice(member.offset, member.offset + 30));
  const view = new DataView(header.buffer);
  if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50)
    throw refused(member, 'it is not where the archive says. Get the archive once more');
  const start = member.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  return file.slice(start, start + member.packedBytes);
}

function refused({ name }: ZipMember, reason: string): AppError {
  return new AppError('unreadable_file', `"${name}" in the zip cannot be read: ${reason}.`, {
    name,
  });
}

function tooMany(name: string, bytes: number): AppError {
  return new AppError(
    'out_of_memory',
    `"${name}" lists more files than can be shown (a list of ${formatBytes(bytes)}). Unpack it and give the files that you need.`,
    { name },
  );
}
