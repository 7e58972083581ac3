import { AppError } from '../../../data/app-error';
import {
  readParquetFooter,
  type ParquetFooter,
} from '../../../data/formats/parquet/parquet-footer';
import { ThriftFault } from '../../../data/formats/parquet/thrift-compact';
import { readBytes } from '../../files/read-pieces';

/** What the end of a Parquet file says, or why it cannot be read. */
export type Inspection = { footer: ParquetFooter } | { fault: string };

/**
 * Looks at the table of contents at the end of a Parquet file, before a reader trusts it.
 * @throws AppError `unreadable_file` for a file that is cut off or encrypted.
 */
export async function inspectParquet(file: Blob, name: string): Promise<Inspection> {
  const tail = await readBytes(file.slice(-8));
  const mark = new TextDecoder('latin1').decode(tail.subarray(4));
  if (mark === 'PARE') throw encrypted(name);
  if (mark !== 'PAR1' || file.size < 12) throw cutOff(file, name);
  const size = new DataView(tail.buffer).getUint32(0, true);
  const start = file.size - 8 - size;
  if (start < 4) return { fault: `its table of contents would be ${size} bytes, more than it has` };
  try {
    const footer = readParquetFooter(await readBytes(file.slice(start, -8)));
    const chunks = footer.rowGroups.flatMap((group) => group.chunks);
    if (footer.isEncrypted || chunks.some(({ isEncrypted }) => isEncrypted)) throw encrypted(name);
    return { footer };
  } catch (thrown) {
    if (!(thrown instanceof ThriftFault)) throw thrown;
    return { fault: `its table of contents is broken: ${thrown.reason}` };
  }
}

/** Every Parquet file ends with the mark that it begins with. */
function cutOff(file: Blob, name: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" is cut off: a Parquet file has its table of contents at the end, and there is none. Get the file once more.`,
    { name, sizeBytes: file.size },
  );
}

function encrypted(name: string): AppError {
  return new AppError(
    'unreadable_file',
    `"${name}" cannot be read as Parquet: it is encrypted. Save it without encryption.`,
    { name },
  );
}
