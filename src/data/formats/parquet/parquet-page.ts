import { ThriftReader, type ThriftValue } from './thrift-compact';

/** What stands before the bytes of a page. */
export interface ParquetPage {
  kind: 'data' | 'index' | 'dictionary' | 'other';
  uncompressedBytes: number;
  compressedBytes: number;
  /** CRC-32 of the bytes as they stand in the file, where the writer gave one. */
  checksum?: number;
  valueCount: number;
  usesDictionary: boolean;
  /** Offset of the page's bytes, behind the header. */
  start: number;
}

const kinds: Record<number, ParquetPage['kind']> = {
  0: 'data',
  1: 'index',
  2: 'dictionary',
  3: 'data',
};
/** Encodings whose values are numbers of entries in the dictionary: PLAIN_DICTIONARY, RLE_DICTIONARY. */
const dictionaryEncodings: readonly unknown[] = [2, 8];

/**
 * Reads the header of the page at `start`.
 * @throws ThriftFault where there is none.
 */
export function readParquetPage(bytes: Uint8Array, start: number): ParquetPage {
  const reader = new ThriftReader(bytes, start);
  const header = reader.struct();
  const [first, second] = [header.get(5), header.get(8)];
  const values = first instanceof Map ? first : second instanceof Map ? second : undefined;
  const encoding = first instanceof Map ? first.get(2) : values?.get(4);
  const checksum = header.get(4);
  return {
    kind: kinds[number(header.get(1))] ?? 'other',
    uncompressedBytes: number(header.get(2)),
    compressedBytes: number(header.get(3)),
    ...(typeof checksum === 'number' && { checksum: checksum >>> 0 }),
    valueCount: number(values?.get(1)),
    usesDictionary: dictionaryEncodings.includes(encoding),
    start: reader.at,
  };
}

function number(value: ThriftValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}
