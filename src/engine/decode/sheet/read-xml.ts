import { AppError } from '../../../data/app-error';
import { XmlFault, XmlScanner, type XmlHandler } from '../../../data/formats/sheet/xml-scanner';
import type { ZipMember } from '../../../data/formats/archive/zip-directory';
import { createPauses } from '../../workers/pauses';
import type { UnpackJob } from '../../unpack/unpack-pieces';
import { unpackMember } from '../../unpack/zip-archive';

/** A document that is a zip of XML files. */
export interface XmlPackage {
  file: Blob;
  members: readonly ZipMember[];
  job: UnpackJob;
}

/**
 * Reads one XML file of a package, as it is unpacked. `after` is called behind every piece, and ends the reading
 * with `true`.
 * @throws AppError `unreadable_file` where it is missing or malformed.
 */
export async function readXml(
  { file, members, job }: XmlPackage,
  path: string,
  handler: XmlHandler,
  after?: () => boolean | void,
): Promise<void> {
  const member = members.find(({ name }) => name.toLowerCase() === path.toLowerCase());
  if (!member) throw malformed(job.name, `it lacks its part "${path}"`);
  const scanner = new XmlScanner(handler);
  const pause = createPauses(job.signal);
  let before: Uint8Array | undefined;
  try {
    for await (const piece of unpackMember(file, member, job)) {
      if (before) scanner.push(before);
      if (after?.() === true) return;
      if (pause.isDue()) await pause.take();
      before = piece;
    }
    scanner.push(before ?? new Uint8Array(), true);
    after?.();
  } catch (thrown) {
    throw thrown instanceof XmlFault
      ? malformed(job.name, `its part "${path}" is malformed: ${thrown.message}`)
      : thrown;
  }
}

export function malformed(name: string, reason: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read: ${reason}. Open it in the program that made it, save it anew, and give that.`,
    { name, reason },
  );
}
