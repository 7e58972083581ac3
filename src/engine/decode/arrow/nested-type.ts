import { Precision, Type, type DataType } from '@uwdata/flechette';
import { quoteName } from '../../../data/sql';

/**
 * The type of a list, as DuckDB writes it (`BIGINT[]`, `STRUCT("x" DOUBLE)[]`); undefined where something in it has no
 * plain type, so that the values can only be kept as text.
 */
export function nestedType(source: DataType): string | undefined {
  switch (source.typeId) {
    case Type.List:
    case Type.LargeList:
    case Type.FixedSizeList: {
      const item = nestedType(source.children[0]!.type);
      return item && `${item}[]`;
    }
    case Type.Struct:
      return structType(source);
    default:
      return scalarType(source);
  }
}

function structType(source: DataType & { typeId: typeof Type.Struct }): string | undefined {
  const members = source.children.map(({ name, type }) => {
    const member = nestedType(type);
    return member && `${quoteName(String(name))} ${member}`;
  });
  if (members.length === 0 || members.includes(undefined)) return undefined;
  // The engine tells members apart without regard to case.
  const names = source.children.map(({ name }) => String(name).toLowerCase());
  const isUsable = new Set(names).size === names.length && !names.includes('');
  return isUsable ? `STRUCT(${members.join(', ')})` : undefined;
}

/** Numbers, texts, dates and times; what needs a conversion of its own is left out. */
export function scalarType(source: DataType): string | undefined {
  switch (source.typeId) {
    case Type.Bool:
      return 'BOOLEAN';
    case Type.Int:
      return `${source.signed ? '' : 'U'}${integers[source.bitWidth]}`;
    case Type.Float:
      if (source.precision === Precision.HALF) return undefined;
      return source.precision === Precision.SINGLE ? 'FLOAT' : 'DOUBLE';
    case Type.Decimal: {
      const { precision, scale, bitWidth } = source;
      const isKnown = bitWidth === 128 && precision <= 38 && scale >= 0 && scale <= precision;
      return isKnown ? `DECIMAL(${precision},${scale})` : undefined;
    }
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
      return 'VARCHAR';
    case Type.Date:
      return 'DATE';
    case Type.Time:
      return 'TIME';
    case Type.Timestamp:
      return 'TIMESTAMP';
    case Type.Duration:
    case Type.Interval:
      return 'INTERVAL';
    default:
      return undefined;
  }
}

const integers: Record<number, string> = {
  8: 'TINYINT',
  16: 'SMALLINT',
  32: 'INTEGER',
  64: 'BIGINT',
};
