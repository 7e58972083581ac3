import { Precision, Type, UnionMode, type DataType, type Field } from '@uwdata/flechette';
import { repairNames } from '../../../data/formats/csv/column-names';
import { nestedType, scalarType } from './nested-type';

/** How the values of an Arrow column become values of a plain one. */
export type ArrowConversion = 'none' | 'half' | 'decimal' | 'bytes' | 'hex' | 'json' | 'int96';

/** A plain column of the table: where its values stand in a record batch, and what becomes of them. */
export interface ArrowColumn {
  name: string;
  /** As DuckDB writes it. */
  type: string;
  /** Index of the field, then of the members of structs. */
  path: number[];
  source: DataType;
  conversion: ArrowConversion;
}

export interface ArrowPlan {
  columns: ArrowColumn[];
  /** Whether record batches can go into the database as they are. */
  isPlain: boolean;
  notes: string[];
}

type Rule = { type: string; conversion: ArrowConversion; note?: string };

/**
 * Which columns the fields of an Arrow schema make: members of structs by path, numbers, texts, dates,
 * times and lists of them as they are, all else as text. `int96` names the columns whose times Spark wrote in 96 bits.
 */
export function planArrow(
  fields: readonly Field[],
  int96: ReadonlySet<string> = new Set(),
): ArrowPlan {
  const leaves = fields.flatMap(({ name, type }, index) => flatten(String(name), type, [index]));
  const { names, notes } = repairNames(leaves.map(({ name }) => name));
  const columns: ArrowColumn[] = [];
  leaves.forEach(({ name, source, path }, index) => {
    const { type, conversion, note } = int96.has(name) ? int96Rule : ruleFor(source);
    columns.push({ name: names[index]!, type, path, source, conversion });
    if (note) notes.push(`"${names[index]}" ${note}`);
  });
  const isPlain = columns.every(
    ({ path, conversion }) => path.length === 1 && conversion === 'none',
  );
  return { columns, isPlain, notes };
}

interface Leaf {
  name: string;
  source: DataType;
  path: number[];
}

function flatten(name: string, source: DataType, path: number[]): Leaf[] {
  if (source.typeId !== Type.Struct || source.children.length === 0)
    return [{ name, source, path }];
  return source.children.flatMap((child, index) =>
    flatten(`${name}.${String(child.name)}`, child.type, [...path, index]),
  );
}

const lists = 'holds lists or objects; they are kept as JSON text.';
const bytes = 'holds bytes; they are kept as text where they are UTF-8, else as hexadecimal.';

const int96Rule: Rule = { type: 'TIMESTAMP', conversion: 'int96' };

function ruleFor(source: DataType): Rule {
  switch (source.typeId) {
    case Type.Float:
      return source.precision === Precision.HALF
        ? { type: 'FLOAT', conversion: 'half' }
        : plain(scalarType(source)!);
    case Type.Decimal:
      return decimalRule(source.precision, source.scale, source.bitWidth);
    case Type.Null:
      return plain('VARCHAR');
    case Type.Timestamp:
      return { ...plain('TIMESTAMP'), note: zoneNote(source.timezone) };
    case Type.Binary:
    case Type.LargeBinary:
    case Type.BinaryView:
      return { type: 'VARCHAR', conversion: 'bytes', note: bytes };
    case Type.FixedSizeBinary:
      return {
        type: 'VARCHAR',
        conversion: 'hex',
        note: 'holds bytes; they are kept as hexadecimal.',
      };
    case Type.Dictionary:
      return dictionaryRule(source.dictionary);
    case Type.Union:
      return { type: 'VARCHAR', conversion: 'json', note: unionNote(source.mode) };
    default: {
      const type = nestedType(source);
      return type ? plain(type) : { type: 'VARCHAR', conversion: 'json', note: lists };
    }
  }
}

function plain(type: string): Rule {
  return { type, conversion: 'none' };
}

/** The database knows decimals of up to 38 digits, in 128 bits. */
function decimalRule(precision: number, scale: number, bitWidth: number): Rule {
  if (precision > 38 || scale < 0 || scale > precision) {
    const note = `holds decimals of up to ${precision} digits; they are kept exactly, as text.`;
    return { type: 'VARCHAR', conversion: 'decimal', note };
  }
  const type = `DECIMAL(${precision},${scale})`;
  return bitWidth === 128 ? plain(type) : { type, conversion: 'decimal' };
}

function dictionaryRule(values: DataType): Rule {
  const rule = ruleFor(values);
  return rule.conversion === 'none' ? rule : { type: 'VARCHAR', conversion: 'json', note: lists };
}

function zoneNote(zone: string | null | undefined): string | undefined {
  if (!zone || zone === 'UTC' || zone === '+00:00') return undefined;
  return `holds times of ${zone}; they are kept in UTC.`;
}

function unionNote(mode: number): string {
  return `holds values of several types (a ${mode === UnionMode.Dense ? 'dense' : 'sparse'} union); they are kept as JSON text.`;
}
