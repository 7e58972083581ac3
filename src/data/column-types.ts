import { Type, type DataType } from '@uwdata/flechette';

/** The type of an Arrow column as DuckDB writes it: `BIGINT`, `DECIMAL(18,3)`, `TIMESTAMP`. */
export function engineType(type: DataType): string {
  switch (type.typeId) {
    case Type.Dictionary:
      return engineType(type.dictionary);
    case Type.Int:
      return `${type.signed ? '' : 'U'}${integerNames[type.bitWidth]}`;
    case Type.Float:
      return type.precision === 2 ? 'DOUBLE' : 'FLOAT';
    case Type.Decimal:
      return `DECIMAL(${type.precision},${type.scale})`;
    case Type.Timestamp:
      return type.timezone ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
    case Type.List:
      return `${engineType(type.children[0]!.type)}[]`;
    default:
      return plainNames[type.typeId] ?? 'VARCHAR';
  }
}

const integerNames: Record<number, string> = {
  8: 'TINYINT',
  16: 'SMALLINT',
  32: 'INTEGER',
  64: 'BIGINT',
};

const plainNames: Record<number, string> = {
  [Type.Null]: '"NULL"',
  [Type.Bool]: 'BOOLEAN',
  [Type.Binary]: 'BLOB',
  [Type.LargeBinary]: 'BLOB',
  [Type.Date]: 'DATE',
  [Type.Time]: 'TIME',
  [Type.Interval]: 'INTERVAL',
  [Type.Struct]: 'STRUCT',
  [Type.Map]: 'MAP',
};
