import type { FileSink } from '../../data/export';
import { BlobSink } from '../../engine/encode/file-sink';

/** How the page hands files to the person. */
export interface FileTargets {
  saveFile(file: Blob, name: string): void;
  /** Asks for a file to write into, where the browser can; `undefined` where it cannot. */
  pickFile?: (name: string, mime: string) => Promise<FileSink>;
}

/** A file that is to be written, as far as that is known beforehand. */
export interface WantedFile {
  name: string;
  mime: string;
  sizeBytes: number;
}

/** Beyond about so many bytes a file is written where the person says, not kept by the browser first. */
const largeBytes = 256 * 2 ** 20;

/** Has a file written and hands it over: piece by piece where it is large and the browser can, else as a whole. */
export async function writeTo<T>(
  targets: FileTargets,
  { name, mime, sizeBytes }: WantedFile,
  write: (sink: FileSink) => Promise<T>,
): Promise<T> {
  if (targets.pickFile && sizeBytes > largeBytes) return write(await targets.pickFile(name, mime));
  const sink = new BlobSink(mime);
  const written = await write(sink);
  targets.saveFile(sink.blob, name);
  return written;
}
