import { quoteName, quoteText, unionAll } from '../../data/sql';
import type { TableInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';

/** A table that takes part, and what it is called in the result. */
export interface UnionPart {
  table: TableInfo;
  label: string;
}

/** A column of the union: where it comes from, by part. */
export interface UnionColumn {
  name: string;
  /** The type that holds the values of all parts, as DuckDB writes it. */
  type: string;
  /** Its name and type in each part; undefined where a part lacks it. */
  sources: ({ name: string; type: string } | undefined)[];
}

/**
 * The columns of several tables put together by name, in the order in which they are met first. Names that differ
 * only in case are one, since SQL treats them so.
 */
export function planUnion(parts: readonly UnionPart[]): UnionColumn[] {
  const byName = new Map<string, UnionColumn>();
  parts.forEach(({ table }, index) => {
    for (const { name, type } of table.columns) {
      const key = name.toLowerCase();
      const known = byName.get(key) ?? { name, type, sources: parts.map(() => undefined) };
      known.sources[index] = { name, type };
      byName.set(key, known);
    }
  });
  return [...byName.values()].map((column) => ({
    ...column,
    type: commonType(column.sources.flatMap((source) => (source ? [source.type] : []))),
  }));
}

/** All rows of all parts, in order, with a column that says which part a row is from where `labelName` is given. */
export function unionQuery(
  parts: readonly UnionPart[],
  columns: readonly UnionColumn[],
  labelName: string | undefined,
): string {
  return unionAll(
    parts.map(({ table, label }, index) => {
      const values = columns.map(({ name, type, sources }) => {
        const source = sources[index];
        const value = source ? quoteName(source.name) : 'NULL';
        return `${source?.type === type ? value : `CAST(${value} AS ${type})`} AS ${quoteName(name)}`;
      });
      const labelled =
        labelName === undefined ? [] : [`${quoteText(label)} AS ${quoteName(labelName)}`];
      return `SELECT ${[...labelled, ...values].join(', ')} FROM ${table.relation}`;
    }),
  );
}

/** A name that no column has: the wanted one, or with a number behind it. */
export function freeColumnName(columns: readonly { name: string }[], wanted: string): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = wanted;
  for (let number = 1; taken.has(name.toLowerCase()); number += 1) name = `${wanted}_${number}`;
  return name;
}

/**
 * The narrowest type that keeps every value: wider integers, a decimal for decimals and integers, DOUBLE once one is,
 * a time for dates and times, else text.
 */
export function commonType(types: readonly string[]): string {
  const [first, ...others] = [...new Set(types)];
  if (first === undefined || others.length === 0) return first ?? 'VARCHAR';
  const families = new Set(types.map(typeFamily));
  const only = (...known: ReturnType<typeof typeFamily>[]): boolean =>
    [...families].every((family) => known.includes(family));
  if (only('integer')) return integerType(types);
  if (only('integer', 'decimal')) return decimalType(types);
  if (only('integer', 'decimal', 'float')) return 'DOUBLE';
  const hasZone = types.some((type) => /TIME ZONE/.test(type));
  return only('date', 'datetime') && !hasZone ? 'TIMESTAMP' : 'VARCHAR';
}

const integerTypes = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT'] as const;

/** Unsigned ones need the next wider signed one. */
function integerType(types: readonly string[]): string {
  const widths = types.map((type) =>
    type.startsWith('U')
      ? integerTypes.indexOf(type.slice(1) as 'BIGINT') + 1
      : integerTypes.indexOf(type as 'BIGINT'),
  );
  const isPlain = types.every((type) => /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.test(type));
  const width = Math.max(...widths);
  return isPlain && width < integerTypes.length ? integerTypes[width]! : 'VARCHAR';
}

const integerDigits: Record<string, number> = {
  TINYINT: 3,
  SMALLINT: 5,
  INTEGER: 10,
  BIGINT: 19,
  UTINYINT: 3,
  USMALLINT: 5,
  UINTEGER: 10,
  UBIGINT: 20,
};

function decimalType(types: readonly string[]): string {
  const shapes = types.map((type) => {
    const [, precision, scale] = /^DECIMAL\((\d+), *(\d+)\)$/.exec(type) ?? [];
    return {
      whole:
        precision === undefined ? (integerDigits[type] ?? 39) : Number(precision) - Number(scale),
      scale: Number(scale ?? 0),
    };
  });
  const scale = Math.max(...shapes.map((shape) => shape.scale));
  const precision = Math.max(...shapes.map((shape) => shape.whole)) + scale;
  return precision <= 38 ? `DECIMAL(${precision},${scale})` : 'VARCHAR';
}
