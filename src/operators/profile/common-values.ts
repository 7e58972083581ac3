import { countWords, formatCount, formatShare } from '../../data/format';
import { findColumn } from '../../data/table';
import type { ResultTable, Statement } from '../../data/answer';
import {
  comparedAs,
  commonValuesQuery,
  readCommonValues,
  type CommonSide,
  type CommonValues,
  type ComparedAs,
  type RelationColumn,
} from '../../methods/profile/common-values';
import { defineOperator, one } from '../contract';
import { column } from '../params';

/** What two columns have in common, counted exactly. */
export interface CommonValuesReport extends CommonValues {
  comparedAs: ComparedAs;
}

export default defineOperator({
  id: 'profile.common-values',
  version: 1,
  topic: 'profile',
  title: 'Values in common',
  question: 'Which values do two columns have in common, and what would a join by them give?',
  inputs: { first: one('table', 'Table'), second: one('table', 'Other table') },
  params: {
    column: column({ label: 'Column', input: 'first' }),
    other: column({ label: 'Column of the other table', input: 'second' }),
  },
  output: 'report',
  unavailable: ({ first, second }) =>
    first.columns.length === 0 || second.columns.length === 0
      ? 'A table has no columns.'
      : undefined,
  columnsRead: (_, params) => [params.column, params.other],
  cost: ({ first, second }) => {
    const rows = first.rowCount + second.rowCount;
    return { rows, bytes: 0, seconds: rows / 4e6 };
  },
  run: async ({ first, second }, params, context): Promise<CommonValuesReport> => {
    const sides = [
      { relation: first.relation, ...findColumn(first, params.column)! },
      { relation: second.relation, ...findColumn(second, params.other)! },
    ] as [RelationColumn, RelationColumn];
    const counted = readCommonValues(await context.query(commonValuesQuery(...sides)));
    return { ...counted, comparedAs: comparedAs(...sides) };
  },
  describe: (report, { column: first, other }) => describe(report, first, other),
  table: (report, { column: first, other }) => [tabulate(report, first, other)],
});

function describe(report: CommonValuesReport, one: string, other: string): Statement[] {
  const { first, second, both, joined } = report;
  const share = first.distinct === 0 ? 0 : both / first.distinct;
  return [
    {
      level: share > 0.5 ? 'good' : 'info',
      text: `${formatCount(both)} of the ${countWords(first.distinct, 'different value')} of ${one} (${formatShare(share)}) occur in ${other}, which has ${formatCount(second.distinct)}. Values are compared as ${report.comparedAs}s, missing ones not at all.`,
    },
    { level: 'info', text: joinWords(report, one, other, joined) },
  ];
}

function joinWords(
  { first, second }: CommonValues,
  one: string,
  other: string,
  joined: number,
): string {
  const matched = `${formatCount(first.matched)} of the ${countWords(first.rows, 'row')} with a value find a row of the other table`;
  const effect =
    second.most <= 1
      ? `${other} has no value twice, so a join keeps each of them once.`
      : `${other} has values up to ${formatCount(second.most)} times, so an inner join by ${one} would have ${countWords(joined, 'row')}.`;
  return `${matched}. ${effect}`;
}

function tabulate({ first, second, both }: CommonValues, one: string, other: string): ResultTable {
  const row = (
    name: string,
    { distinct, rows, matched, most }: CommonSide,
  ): (string | number)[] => [
    name,
    distinct,
    both,
    distinct === 0 ? NaN : both / distinct,
    rows,
    matched,
    most,
  ];
  return {
    title: 'Both columns',
    columns: [
      { label: 'Column', format: 'text' },
      { label: 'Different values', format: 'integer' },
      { label: 'In both', format: 'integer' },
      { label: 'Share in both', format: 'share' },
      { label: 'Rows with a value', format: 'integer' },
      { label: 'Rows that match', format: 'integer' },
      { label: 'Rows of the most frequent', format: 'integer' },
    ],
    rows: [row(one, first), row(other, second)],
  };
}
