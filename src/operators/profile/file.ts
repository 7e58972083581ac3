import type { Statement } from '../../data/answer';
import { countWords, formatBytes, formatShare } from '../../data/format';
import type { SketchedColumn } from '../../data/sketch/sketched-column';
import type { SourceFile, SourceOptions } from '../../data/source';
import type { RejectedLines } from '../../data/table';
import { defineOperator } from '../contract';
import { badParam, hidden } from '../params';
import { sketchFigures } from './sketch-figures';
import { sketchTables } from './sketch-tables';

/** What one pass over a file has told, without a table. */
export interface FileProfile {
  name: string;
  sizeBytes: number;
  format: string;
  rowCount: number;
  columns: SketchedColumn[];
  rejected: RejectedLines;
  notes: string[];
}

export default defineOperator({
  id: 'profile.file',
  version: 1,
  topic: 'profile',
  title: 'Profile of a file',
  question: 'What is in this file, without loading it?',
  inputs: {},
  params: {
    file: hidden<SourceFile | null>({ default: null, check: (value) => value as SourceFile }),
    options: hidden<SourceOptions>({ default: {}, check: (value) => value as SourceOptions }),
  },
  output: 'report',
  unlisted: true,
  cost: (_, { file }) => ({
    rows: 0,
    bytes: file?.sizeBytes ?? 0,
    seconds: (file?.sizeBytes ?? 0) / 60e6,
  }),
  run: async (_, { file, options }, context): Promise<FileProfile> => {
    if (!file) throw badParam('file', undefined, 'drop a file and choose to profile it only');
    const sketched = await context.sketchFile(file, options);
    return { name: file.name, sizeBytes: file.sizeBytes, ...sketched };
  },
  describe: (result) => [
    ...describeSize(result),
    describePrecision(result),
    ...describeRejects(result),
    ...describeMissing(result),
    ...result.notes.map((text): Statement => ({ level: 'info', text })),
  ],
  figures: ({ columns }) => sketchFigures(columns),
  table: ({ columns }) => sketchTables(columns),
});

function describeSize({ name, rowCount, columns, sizeBytes }: FileProfile): Statement[] {
  const text = `${name} has ${countWords(rowCount, 'row')} × ${countWords(columns.length, 'column')} (${formatBytes(sizeBytes)}). All rows were read once; no table was made.`;
  return [{ level: rowCount === 0 ? 'warning' : 'good', text }];
}

/** The bounds of what is approximate: the widest of all columns. */
function describePrecision({ columns }: FileProfile): Statement {
  const ranks = Math.max(0, ...columns.map(({ numbers }) => numbers?.rankError ?? 0));
  const distinct = Math.max(0, ...columns.map(({ distinctError }) => distinctError));
  const approximate = [
    ...(ranks > 0 ? [`quantiles (approximate ± ${formatShare(ranks)} of the values)`] : []),
    ...(distinct > 0
      ? [`distinct values where marked (approximate ± ${formatShare(distinct)})`]
      : []),
    ...(columns.some(({ top }) => top.error > 0)
      ? ['counts of frequent values where marked, each with its bound']
      : []),
  ];
  const exact = 'Counts, missing values, ranges, means, spreads and histograms are exact';
  return {
    level: 'info',
    text:
      approximate.length > 0
        ? `${exact}; ${approximate.join('; ')}.`
        : `${exact}, and so is all else.`,
  };
}

function describeRejects({ rejected, rowCount }: FileProfile): Statement[] {
  if (rejected.count === 0) return [];
  const first = rejected.lines[0];
  const why = first
    ? ` The first is line ${first.line.toLocaleString('en')}: ${first.reason}.`
    : '';
  const text = `${countWords(rejected.count, 'line')} of ${(rowCount + rejected.count).toLocaleString('en')} made no row.${why}`;
  return [{ level: 'warning', text }];
}

function describeMissing({ columns }: FileProfile): Statement[] {
  const gaps = columns
    .map(({ name, missing, rows }) => ({ name, share: rows > 0 ? missing / rows : 0 }))
    .filter(({ share }) => share > 0.05)
    .sort((one, other) => other.share - one.share);
  if (gaps.length === 0) return [];
  const named = gaps.slice(0, 5).map(({ name, share }) => `${name} (${formatShare(share)})`);
  const more = gaps.length > named.length ? ` and ${gaps.length - named.length} more` : '';
  return [
    { level: 'warning', text: `Missing in more than 5 % of the rows: ${named.join(', ')}${more}.` },
  ];
}
