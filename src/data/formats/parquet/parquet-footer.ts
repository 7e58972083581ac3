import { ThriftReader, type ThriftStruct, type ThriftValue } from './thrift-compact';

/** The values of one column in one row group: where they stand, and how large they are. */
export interface ParquetChunk {
  column: string;
  isEncrypted: boolean;
  valueCount: number;
  /** Offset of the first page: of the dictionary, where there is one. */
  start: number;
  compressedBytes: number;
  uncompressedBytes: number;
}

/** A column that holds values, as the schema has it. */
export interface ParquetColumn {
  /** Its name within all groups above it, joined by points. */
  name: string;
  /** Whether a row may hold other than one value, since it or a group above it is repeated. */
  isRepeated: boolean;
  /** Times in the old form of 96 bits. */
  isInt96: boolean;
}

/** What a Parquet file says about itself at its end, as far as it is checked here. */
export interface ParquetFooter {
  isEncrypted: boolean;
  rowCount: number;
  rowGroups: { rowCount: number; chunks: ParquetChunk[] }[];
  columns: ParquetColumn[];
  /** Whether Spark wrote it, whose times have six digits of a second. */
  isFromSpark: boolean;
}

/** Field numbers as parquet.thrift has them. */
const file = { schema: 2, rowCount: 3, rowGroups: 4, metadata: 5, encryption: 8 } as const;
const group = { chunks: 1, rowCount: 3 } as const;
const chunk = { metadata: 3, cryptoMetadata: 8, encryptedMetadata: 9 } as const;
const column = {
  path: 3,
  valueCount: 5,
  uncompressedBytes: 6,
  compressedBytes: 7,
  dataPage: 9,
  dictionaryPage: 11,
} as const;
const element = { type: 1, repetition: 3, name: 4, children: 5 } as const;
const int96Type = 3;
const repeated = 2;

/**
 * Reads the footer of a Parquet file: the bytes between its last page and the length at its end.
 * @throws ThriftFault where the bytes are no footer.
 */
export function readParquetFooter(bytes: Uint8Array): ParquetFooter {
  const footer = new ThriftReader(bytes).struct();
  const metadata = structs(footer.get(file.metadata)).map((pair) => text(pair.get(1)));
  return {
    isEncrypted: footer.has(file.encryption),
    rowCount: number(footer.get(file.rowCount)),
    rowGroups: structs(footer.get(file.rowGroups)).map((rows) => ({
      rowCount: number(rows.get(group.rowCount)),
      chunks: structs(rows.get(group.chunks)).map(readChunk),
    })),
    columns: readColumns(structs(footer.get(file.schema))),
    isFromSpark: metadata.some((key) => key.startsWith('org.apache.spark.')),
  };
}

/** The leaves of the schema, which is a list of its groups and columns in depth-first order. */
function readColumns([, ...elements]: ThriftStruct[]): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  const groups: { names: string[]; isRepeated: boolean; left: number }[] = [];
  for (const fields of elements) {
    while (groups.at(-1)?.left === 0) groups.pop();
    const parent = groups.at(-1) ?? { names: [], isRepeated: false, left: Infinity };
    parent.left -= 1;
    const names = [...parent.names, text(fields.get(element.name))];
    const isRepeated = parent.isRepeated || fields.get(element.repetition) === repeated;
    const children = number(fields.get(element.children));
    if (children > 0) groups.push({ names, isRepeated, left: children });
    else columns.push({ name: names.join('.'), isRepeated, isInt96: isOld(fields) });
  }
  return columns;
}

function isOld(fields: ThriftStruct): boolean {
  return fields.get(element.type) === int96Type;
}

function readChunk(fields: ThriftStruct): ParquetChunk {
  const given = fields.get(chunk.metadata);
  const metadata: ThriftStruct = given instanceof Map ? given : new Map();
  const path = metadata.get(column.path);
  const dictionary = number(metadata.get(column.dictionaryPage));
  const data = number(metadata.get(column.dataPage));
  return {
    column: Array.isArray(path) ? path.map(text).join('.') : '',
    isEncrypted: fields.has(chunk.cryptoMetadata) || fields.has(chunk.encryptedMetadata),
    valueCount: number(metadata.get(column.valueCount)),
    start: dictionary > 0 && dictionary < data ? dictionary : data,
    compressedBytes: number(metadata.get(column.compressedBytes)),
    uncompressedBytes: number(metadata.get(column.uncompressedBytes)),
  };
}

function structs(value: ThriftValue | undefined): ThriftStruct[] {
  return Array.isArray(value) ? value.filter((item) => item instanceof Map) : [];
}

function number(value: ThriftValue | undefined): number {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0;
}

function text(value: ThriftValue | undefined): string {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : '';
}
