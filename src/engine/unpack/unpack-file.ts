import { AppError } from '../../data/app-error';
import { formatBytes } from '../../data/format';
import { baseName, leavesFolder, orderMembers } from '../../data/formats/archive/archive-members';
import { detectFormat, emptyFile, type Detection } from '../../data/formats/detect';
import { detectPacking, unpackedName, type Packing } from '../../data/formats/archive/packing';
import { findZipKind } from '../../data/formats/archive/zip-kinds';
import { expandPart, joinParts, splitPart, type TablePart } from '../../data/table-part';
import { collectPieces } from './blob-writer';
import { readHead } from './read-head';
import { listTar } from './tar-archive';
import { UnpackBudget } from './unpack-budget';
import { unpackPieces, type UnpackJob } from './unpack-pieces';
import { listZip, unpackMember } from './zip-archive';

/** The file that is to be read, out of all that was packed around it. */
export interface UnpackedFile {
  file: Blob;
  /** Its own name, without folders. */
  name: string;
  detection: Detection;
  /** What an archive holds that may be a table; empty where there was none. */
  parts: TablePart[];
  /** Which of them this is. */
  part?: string;
  /** The part that was asked for inside this file. */
  innerPart?: string;
  notes: string[];
}

export interface UnpackHooks {
  signal?: AbortSignal;
  /** Packed bytes read so far. */
  onProgress?: (bytesRead: number) => void;
}

/** `a.tar.gz` in a zip is three. */
const mostLayers = 4;

/**
 * Takes a file out of what it is packed in (gzip, Zstandard, zip, tar, also one in the other) and tells what it is.
 * Of several members the one named by `part` is taken, else the likeliest table. Memory: pieces.
 * @throws AppError `empty_file`, `unsupported_format`, `unreadable_file`, `out_of_memory`, `cancelled`.
 */
export async function unpackFile(
  file: Blob,
  name: string,
  part?: string,
  hooks: UnpackHooks = {},
): Promise<UnpackedFile> {
  const budget = new UnpackBudget(name, file.size);
  return unpackLayer(file, name, part, { budget, name, ...hooks }, 0);
}

async function unpackLayer(
  file: Blob,
  name: string,
  part: string | undefined,
  job: UnpackJob,
  depth: number,
): Promise<UnpackedFile> {
  if (file.size === 0) throw emptyFile(name);
  const head = await readHead(file);
  const packing = detectPacking(head);
  if (packing !== undefined && depth === mostLayers) throw tooDeep(job.name);
  switch (packing) {
    case undefined: {
      const detection = detectFormat(head, name);
      return { file, name, detection, parts: [], innerPart: part, notes: [] };
    }
    case 'gzip':
    case 'zstd': {
      const inside = await collectPieces(unpackPieces(file, packing, { ...job, name }));
      const read = await unpackLayer(inside, unpackedName(name), part, job, depth + 1);
      return { ...read, notes: [sizeNote(packing, file.size, inside.size), ...read.notes] };
    }
    default:
      return unpackArchive(file, name, part, job, depth, packing);
  }
}

interface Archive {
  members: { name: string; sizeBytes: number; open: () => Promise<Blob> }[];
}

async function unpackArchive(
  file: Blob,
  name: string,
  part: string | undefined,
  job: UnpackJob,
  depth: number,
  packing: 'zip' | 'tar',
): Promise<UnpackedFile> {
  const archive = packing === 'zip' ? await openZip(file, name, job) : await openTar(file, name);
  if ('detection' in archive)
    return { ...archive, file, name, parts: [], innerPart: part, notes: [] };
  const members = orderMembers(archive.members);
  if (members.length === 0) throw nothingIn(name, packing);
  const names = members.map((member) => member.name);
  const wanted = part === undefined ? { member: names[0]! } : splitPart(part, names);
  if (!wanted) throw unknownPart(name, part!, names);
  const { open, ...member } = members.find((known) => known.name === wanted.member)!;
  const inside = await open();
  const read = await unpackLayer(inside, baseName(member.name), wanted.inner, job, depth + 1);
  const parts = members.map((known) => ({ name: known.name, sizeBytes: known.sizeBytes }));
  const notes = leavesFolder(member.name) ? [slipNote(member.name)] : [];
  return {
    ...read,
    parts: expandPart(parts, member.name, read.parts),
    part: joinParts(member.name, read.part),
    notes: [...notes, ...read.notes],
  };
}

/** Office documents are zips too: those are read as what they are. */
async function openZip(
  file: Blob,
  name: string,
  job: UnpackJob,
): Promise<Archive | { detection: Detection }> {
  const members = await listZip(file, name);
  const format = findZipKind(
    members.map((member) => member.name),
    name,
  );
  if (format)
    return { detection: { format, encoding: { name: 'utf-8', markBytes: 0 }, notes: [] } };
  return {
    members: members.map((member) => ({
      ...member,
      open: () => collectPieces(unpackMember(file, member, job)),
    })),
  };
}

async function openTar(file: Blob, name: string): Promise<Archive> {
  const members = await listTar(file, name);
  return {
    members: members.map((member) => ({
      ...member,
      open: async () => file.slice(member.start, member.start + member.sizeBytes),
    })),
  };
}

function sizeNote(packing: Packing, packedBytes: number, sizeBytes: number): string {
  const method = packing === 'gzip' ? 'gzip' : 'Zstandard';
  return `Unpacked from ${method}: ${formatBytes(packedBytes)} became ${formatBytes(sizeBytes)}.`;
}

function slipNote(member: string): string {
  return `The archive would have unpacked "${member}" outside of its folder. Nothing is written to your disk here; only its rows were read.`;
}

function tooDeep(name: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" holds archives in archives, ${mostLayers} deep and more. Unpack it and give the file inside.`,
    { name },
  );
}

function nothingIn(name: string, packing: Packing): AppError {
  return new AppError('empty_file', `"${name}" is a ${packing} without any file to read in it.`, {
    name,
  });
}

function unknownPart(name: string, part: string, names: string[]): AppError {
  const known = names.slice(0, 8).map((known) => `"${known}"`);
  const more = names.length > known.length ? `, and ${names.length - known.length} more` : '';
  return new AppError(
    'unreadable_file',
    `"${name}" holds no "${part}"; it holds ${known.join(', ')}${more}.`,
    { name, part },
  );
}
