/** What a DuckDB type holds, as far as statistics care. `other` is read as text: lists, structs, blobs, times. */
export type TypeFamily =
  | 'boolean'
  | 'integer'
  | 'float'
  | 'decimal'
  | 'date'
  | 'datetime'
  | 'text'
  | 'enum'
  | 'uuid'
  | 'other';

const families: readonly [RegExp, TypeFamily][] = [
  [/^BOOLEAN$/, 'boolean'],
  [/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/, 'integer'],
  [/^DECIMAL\(\d+,\s*0\)$/, 'integer'],
  [/^DECIMAL(\(\d+,\s*\d+\))?$/, 'decimal'],
  [/^(FLOAT|DOUBLE)$/, 'float'],
  [/^DATE$/, 'date'],
  [/^TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?$/, 'datetime'],
  [/^VARCHAR$/, 'text'],
  [/^ENUM\((.|\n)*\)$/, 'enum'],
  [/^UUID$/, 'uuid'],
];

/** Whether values are lists of any length (`INTEGER[]`), not arrays of one length (`DOUBLE[3]`). */
export function isList(type: string): boolean {
  return type.endsWith('[]');
}

/** The family of a type as DuckDB writes it (`DECIMAL(18,3)`, `TIMESTAMP WITH TIME ZONE`, `INTEGER[]`). */
export function typeFamily(type: string): TypeFamily {
  if (/(\]|\))$/.test(type) && !/^(DECIMAL|ENUM)\(.*\)$/s.test(type)) return 'other';
  return families.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}
