import { quoteName } from '../../data/sql';
import { isNumericKind, type ColumnInfo, type TableInfo } from '../../data/table';
import type { GroupMoments } from '../../methods/select/anova';
import { countSorted, type ColumnCounts } from '../../methods/select/column-counts';
import { planCounts, type CountedColumn, type CountPlan } from '../../methods/select/count-plan';
import { packQuery, readPack, readTall, tallQuery } from '../../methods/select/joint-counts-query';
import { binCodes, classCodeExpression } from '../../methods/select/target-coding';
import type { RunContext } from '../contract';
import { numberExpression, textExpression } from '../train/read-features';
import type { CodedTarget } from './read-target-coding';

/** The joint counts of one column with the target, as soon as they are there. */
export interface ReadCounts {
  column: string;
  counts: ColumnCounts;
  /** For a name and a numeric target: moments of target − mean by level. */
  groups?: GroupMoments[];
  /** For a number and a numeric target: the values by row, NaN where missing. */
  values?: Float64Array;
}

/** Bytes of rows that are out of the engine at once. */
const batchBytes = 32e6;

/** More classes than this are told apart by text, not by a chain of comparisons. */
const mostCases = 32;

/** No class: the row has no target. */
const noClass = 65_535;

/** How columns are counted; those without two values are left out. */
export function planColumnCounts(columns: readonly ColumnInfo[], target: CodedTarget): CountPlan {
  const counted = columns.filter(isCounted).map(toCounted);
  const { classes, task } = target.coding;
  return planCounts(counted, classes.length, task === 'regression');
}

/** Whether a column has anything to count. */
export function isCounted({ kind, distinct, missing }: ColumnInfo): boolean {
  return kind !== 'empty' && kind !== 'constant' && (distinct > 1 || missing > 0);
}

/** Reads the joint counts of all columns of a plan, in the plan's order, one pack, list or batch at a time. */
export async function* readColumnCounts(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  target: CodedTarget,
  plan: CountPlan,
): AsyncGenerator<ReadCounts> {
  for (const pack of plan.packs) {
    const sql = packQuery(table.relation, pack, target.coding, target.centre);
    for (const { column, ...read } of readPack(await context.query(sql), pack, target.coding)) {
      yield { column: column.name, ...read };
    }
  }
  for (const column of plan.tall) {
    const answer = await context.query(tallQuery(table.relation, column, target.coding));
    yield { column: column.name, counts: readTall(answer, target.coding) };
  }
  yield* readFetched(context, table, target, plan.fetched);
}

async function* readFetched(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  target: CodedTarget,
  columns: readonly CountedColumn[],
): AsyncGenerator<ReadCounts> {
  if (columns.length === 0) return;
  const classes = await readClassCodes(context, table, target);
  const atOnce = Math.max(1, Math.floor(batchBytes / (8 * Math.max(1, table.rowCount))));
  for (let start = 0; start < columns.length; start += atOnce) {
    const batch = columns.slice(start, start + atOnce);
    const list = batch.map((column, index) => `${column.value} AS c${index}`);
    const answer = await context.query(`SELECT ${list.join(', ')} FROM ${table.relation}`);
    for (const [index, column] of batch.entries()) {
      const values = answer.numbers(`c${index}`);
      const missing = answer.missing(`c${index}`);
      const counts = countRows(values, missing, classes, target.coding.classes.length);
      yield { column: column.name, counts, values: target.values && values };
    }
  }
}

function countRows(
  values: Float64Array,
  missing: Uint8Array,
  classes: Uint16Array,
  classCount: number,
): ColumnCounts {
  const special = { nan: new Float64Array(classCount), missing: new Float64Array(classCount) };
  const numbers = new Float64Array(values.length);
  const codes = new Uint16Array(values.length);
  let kept = 0;
  for (let row = 0; row < values.length; row += 1) {
    const [value, code] = [values[row], classes[row]];
    if (code === noClass) continue;
    if (value === value) {
      numbers[kept] = value;
      codes[kept] = code;
      kept += 1;
    } else if (missing[row] === 1) special.missing[code] += 1;
    else special.nan[code] += 1;
  }
  return countSorted(numbers.slice(0, kept), codes.slice(0, kept), special);
}

/** Class number of each row of the table. */
async function readClassCodes(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  { coding, values }: CodedTarget,
): Promise<Uint16Array> {
  if (values) return binCodes(values, coding.edges, noClass);
  if (coding.classes.length <= mostCases) {
    const code = `coalesce(${classCodeExpression(coding)}, ${noClass})::USMALLINT`;
    const answer = await context.query(`SELECT ${code} AS y FROM ${table.relation}`);
    return Uint16Array.from(answer.numbers('y'));
  }
  const answer = await context.query(`SELECT ${coding.value} AS y FROM ${table.relation}`);
  const { codes, labels } = answer.codes('y');
  const place = new Map(coding.classes.map((label, code) => [label, code]));
  const classOf = labels.map((label) => place.get(label) ?? noClass);
  return Uint16Array.from(codes, (code) => (code < 0 ? noClass : classOf[code]));
}

function toCounted(column: ColumnInfo): CountedColumn {
  const isNumber =
    isNumericKind(column.kind) || column.kind === 'date' || column.kind === 'datetime';
  return {
    name: column.name,
    form: isNumber ? 'number' : 'name',
    key: quoteName(column.name),
    value: isNumber ? numberExpression(column) : textExpression(column),
    distinct: column.distinct,
  };
}
