import { AppError } from '../../data/app-error';
import type { TableInfo } from '../../data/table';
import type { RunContext } from '../contract';
import { badParam } from '../params';

/** The two groups of rows that are compared. */
export interface ComparedSides {
  /** Subqueries in parentheses. */
  relations: [one: string, other: string];
  /** What figures and words call them. */
  names: [one: string, other: string];
  rows: [one: number, other: number];
}

interface Conditions {
  where: string;
  otherWhere: string;
}

/**
 * The rows of each side: those that meet its condition, and with one table and one condition the rest of the rows
 * for the other side.
 * @throws AppError `bad_param` where a condition cannot be read, or the sides are the same rows.
 */
export async function chooseSides(
  context: Pick<RunContext, 'query'>,
  table: TableInfo,
  other: TableInfo,
  { where, otherWhere }: Conditions,
): Promise<ComparedSides> {
  const [one, two] = [where.trim(), otherWhere.trim()];
  const isOneTable = table.relation === other.relation;
  if (isOneTable && one === two) {
    throw badParam(
      'where',
      where,
      one === ''
        ? 'say which rows to compare, or choose a second table'
        : 'both sides are the same rows; give the second side another condition',
    );
  }
  const rest = isOneTable && one !== '' && two === '';
  const conditions: [string, string] = [one, rest ? `NOT coalesce((${one}\n), false)` : two];
  const relations = [table, other].map(({ relation }, side) =>
    filtered(relation, conditions[side]!),
  ) as ComparedSides['relations'];
  const rows: [number, number] = [
    await countRows(context, relations[0], 'where', where),
    await countRows(context, relations[1], 'otherWhere', otherWhere),
  ];
  const second = isOneTable ? 'all rows' : 'second table';
  return {
    relations,
    names: [one || (isOneTable ? 'all rows' : 'first table'), rest ? 'the rest' : two || second],
    rows,
  };
}

function filtered(relation: string, condition: string): string {
  if (condition === '') return `(SELECT * FROM ${relation})`;
  return `(SELECT * FROM ${relation} WHERE (${condition}\n))`;
}

async function countRows(
  context: Pick<RunContext, 'query'>,
  relation: string,
  param: string,
  condition: string,
): Promise<number> {
  try {
    const answer = await context.query(`SELECT count(*)::DOUBLE AS rows FROM ${relation}`);
    return answer.numbers('rows')[0]!;
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'query_failed') throw thrown;
    throw badParam(param, condition, `give a condition such as age > 30 (${thrown.message})`);
  }
}
