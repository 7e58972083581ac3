import type { Detection } from '../../../data/formats/detect';
import type { TextEncoding } from '../../../data/formats/text/encoding';
import type { SourceOptions } from '../../../data/source';

/** The encoding that the user named, or the one that was found; a byte order mark is no text in either. */
export function encodingOf({ encoding }: SourceOptions, detection: Detection): TextEncoding {
  return encoding === undefined || encoding === detection.encoding.name
    ? detection.encoding
    : { name: encoding, markBytes: 0 };
}
