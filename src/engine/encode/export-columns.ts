import type { ExportFormat } from '../../data/export';
import { quoteName } from '../../data/sql';
import type { ColumnInfo } from '../../data/table';
import { typeFamily } from '../../data/type-family';
import type { ColumnFacts } from './export-facts';

/** How a writer of text has to take the values of a column, which come as text save for nested ones. */
export type ValueStyle = 'number' | 'boolean' | 'text' | 'nested' | 'date' | 'datetime';

/** A column on its way out: the expression that the engine answers, and how it is written. */
export interface ExportColumn {
  name: string;
  sql: string;
  style: ValueStyle;
  /** What the format cannot hold as it is. */
  note?: string;
}

/** Columns of a table as a format takes them. `facts` holds what had to be looked up in the values. */
export function planColumns(
  columns: readonly ColumnInfo[],
  format: ExportFormat,
  facts: readonly ColumnFacts[] = [],
): ExportColumn[] {
  const plan = planners[format];
  return columns.map((column, index) => ({
    name: column.name,
    ...plan(`rows_of.${quoteName(column.name)}`, column.type, facts[index] ?? {}),
  }));
}

type Planned = Omit<ExportColumn, 'name'>;
type Planner = (value: string, type: string, facts: ColumnFacts) => Planned;

const planners: Record<ExportFormat, Planner> = {
  csv: planDelimited,
  tsv: planDelimited,
  json: planJson,
  ndjson: planJson,
  excel: planExcel,
  parquet: planTyped,
  arrow: planTyped,
  'arrow-stream': planTyped,
};

function planDelimited(value: string, type: string): Planned {
  const family = typeFamily(type);
  if (family === 'float') return { sql: floatText(value), style: 'number' };
  if (family === 'integer' || family === 'decimal') return { sql: asText(value), style: 'number' };
  if (family === 'boolean') return { sql: asText(value), style: 'boolean' };
  return planOther(value, type);
}

function planJson(value: string, type: string, { isOdd }: ColumnFacts): Planned {
  const family = typeFamily(type);
  if (family === 'float') {
    const note =
      'JSON has no NaN and no infinity: they are written as the texts "NaN" and "Infinity".';
    return { sql: floatText(value), style: 'number', note: isOdd ? note : undefined };
  }
  if (family === 'datetime') {
    const text = `replace(${asText(value)}, ' ', 'T')`;
    return { sql: isZoned(type) ? `regexp_replace(${text}, '[+]00$', 'Z')` : text, style: 'text' };
  }
  return planDelimited(value, type);
}

/** Excel holds doubles, of which it shows 15 digits, and days since 1900 with milliseconds. */
function planExcel(value: string, type: string, facts: ColumnFacts): Planned {
  const family = typeFamily(type);
  if (family === 'integer' || family === 'decimal') return planExcelNumber(value, facts);
  if (family === 'float') {
    const note = 'Excel has no NaN and no infinity: they are written as texts.';
    return { sql: floatText(value), style: 'number', note: facts.isOdd ? note : undefined };
  }
  if (family !== 'date' && family !== 'datetime') return planDelimited(value, type);
  if (facts.isOdd) {
    const note = `holds times before March 1900, after 9999 or finer than a millisecond, which Excel does not know: written as texts.`;
    return { ...planOther(value, type), note };
  }
  const days =
    family === 'date'
      ? `(${value} - DATE '1899-12-30')`
      : `((epoch_ms(${value}) + 2209161600000) / 86400000::DOUBLE)`;
  const note = isZoned(type) ? 'holds times with a zone; they are written in UTC.' : undefined;
  return { sql: asText(days), style: family, note };
}

function planExcelNumber(value: string, { isOdd }: ColumnFacts): Planned {
  if (!isOdd) return { sql: asText(value), style: 'number' };
  const note =
    'holds numbers of more than 15 digits, of which Excel would lose some: written as texts.';
  return { sql: asText(value), style: 'text', note };
}

/** Parquet and Arrow take the values as they are, where they have a type for them. */
function planTyped(value: string, type: string, facts: ColumnFacts): Planned {
  if (/^U?HUGEINT$/.test(type)) return planHuge(value, facts);
  if (/^ENUM\(/.test(type)) return { sql: asText(value), style: 'text' };
  if (isNested(type) && !isUntyped(type)) return { sql: plainNested(value, type), style: 'nested' };
  if (isUntyped(type) || /^(INTERVAL|TIME WITH TIME ZONE|UUID)$/.test(type)) {
    const note = type === 'UUID' ? undefined : `is of type ${type}, which is written as text.`;
    return { sql: asText(value), style: 'text', note };
  }
  return { sql: value, style: 'number' };
}

/** Integers of 128 bits: as 64 bits where they fit, else as decimals of 38 digits, else as texts. */
function planHuge(value: string, { isOdd, isWide }: ColumnFacts): Planned {
  if (!isOdd) return { sql: `CAST(${value} AS BIGINT)`, style: 'number' };
  if (!isWide) return { sql: `CAST(${value} AS DECIMAL(38,0))`, style: 'number' };
  const note = 'holds integers of more than 38 digits: written as texts.';
  return { sql: asText(value), style: 'text', note };
}

function planOther(value: string, type: string): Planned {
  if (type === 'BLOB') {
    const note = 'holds bytes: written as hexadecimal digits.';
    return { sql: `lower(hex(${value}))`, style: 'text', note };
  }
  if (isNested(type) && !isUntyped(type)) return { sql: plainNested(value, type), style: 'nested' };
  return { sql: type === 'VARCHAR' ? value : asText(value), style: 'text' };
}

/** The words that other tools read; the engine itself writes `inf` and `nan`. */
function floatText(value: string): string {
  return `CASE WHEN isfinite(${value}) THEN ${asText(value)} WHEN isnan(${value}) THEN 'NaN' WHEN ${value} > 0 THEN 'Infinity' WHEN ${value} < 0 THEN '-Infinity' END`;
}

function asText(value: string): string {
  return `CAST(${value} AS VARCHAR)`;
}

function isZoned(type: string): boolean {
  return type === 'TIMESTAMP WITH TIME ZONE';
}

function isNested(type: string): boolean {
  return /^(STRUCT|MAP)\(|\]$/.test(type);
}

/** Types that Arrow has no like of, alone or within others. */
function isUntyped(type: string): boolean {
  return /\b(UNION\(|UHUGEINT\b|BIT\b|BIGNUM\b|VARINT\b|INTERVAL\b|TIME WITH TIME ZONE\b)/.test(
    type,
  );
}

/** Enumerations within lists and structs as plain texts. */
function plainNested(value: string, type: string): string {
  const plain = type.replace(/\bENUM\(('([^']|'')*'(, *)?)*\)/g, 'VARCHAR');
  return plain === type ? value : `CAST(${value} AS ${plain})`;
}
