import type { Statement } from '../../data/answer';
import type { ImportedFile, SourceFile, SourceOptions } from '../../data/source';
import { extractWords } from '../../data/row-extract';
import { findLikelyTarget } from '../../data/target';
import { defineOperator } from '../contract';
import { badParam, hidden } from '../params';
import { countWords, formatBytes, formatCount } from '../../data/format';

/** The table of a file, and what reading it took. */
export interface FileResult extends ImportedFile {
  sizeBytes: number;
  /** Rows kept + lines rejected: all that the file has. */
  rowsInFile: number;
}

export default defineOperator({
  id: 'source.file',
  version: 1,
  topic: 'source',
  title: 'File',
  question: 'What came in with this file?',
  inputs: {},
  params: {
    file: hidden<SourceFile | null>({ default: null, check: checkFile }),
    options: hidden<SourceOptions>({ default: {}, check: checkOptions }),
  },
  output: 'table',
  unlisted: true,
  cost: (_, { file }) => ({
    rows: 0,
    bytes: file?.sizeBytes ?? 0,
    seconds: (file?.sizeBytes ?? 0) / 50e6,
  }),
  run: async (_, { file, options }, context): Promise<FileResult> => {
    if (!file) throw badParam('file', undefined, 'drop a file here');
    const imported = await context.importFile(file, options);
    const { rowCount, rejected, extract } = imported.table;
    return {
      ...imported,
      sizeBytes: file.sizeBytes,
      rowsInFile: (extract?.of ?? rowCount) + rejected.count,
    };
  },
  value: (result) => result.table,
  describe: (result) => [
    ...describeSize(result),
    ...describeExtract(result),
    ...describeRejects(result),
    ...describeRepaired(result),
    ...describeNotes(result),
  ],
  next: ({ table }) => {
    const target = findLikelyTarget(table);
    const signal = { operator: 'select.signal', inputs: { table: 'self' } };
    return [
      {
        question: 'What is in this table?',
        operator: 'profile.table',
        params: {},
        inputs: { table: 'self' },
      },
      ...(target
        ? [
            {
              ...signal,
              question: `Which columns tell something about ${target}?`,
              params: { target },
            },
          ]
        : []),
    ];
  },
});

function describeSize({ table, format, sizeBytes }: FileResult): Statement[] {
  const size = sizeBytes > 0 ? `, ${formatBytes(sizeBytes)}` : '';
  const text = `${countWords(table.rowCount, 'row')} × ${countWords(table.columns.length, 'column')} (${format.toUpperCase()}${size}).`;
  return [{ level: table.rowCount === 0 ? 'warning' : 'good', text }];
}

function describeExtract({ table }: FileResult): Statement[] {
  if (!table.extract) return [];
  return [{ level: 'info', text: `The table is ${extractWords(table.extract)}.` }];
}

function describeRejects({ table, rowsInFile }: FileResult): Statement[] {
  const { count } = table.rejected;
  if (count === 0) return [];
  const text = `${countWords(count, 'line')} of ${formatCount(rowsInFile)} did not fit and were set aside with the reason; ${formatCount(table.rowCount)} were kept.`;
  return [{ level: 'warning', text }];
}

function describeRepaired({ repaired }: FileResult): Statement[] {
  if (!repaired || repaired.count === 0) return [];
  const text = `${countWords(repaired.count, 'row')} did not fit and ${repaired.count === 1 ? 'was' : 'were'} mended; each is listed with what was done.`;
  return [{ level: 'warning', text }];
}

function describeNotes({ notes }: FileResult): Statement[] {
  return notes.map((text) => ({ level: 'info', text }));
}

function checkFile(value: unknown, name: string): SourceFile | null {
  if (value === null) return null;
  const file = value as Partial<SourceFile> | undefined;
  const isFile =
    typeof file?.name === 'string' &&
    typeof file.sha256 === 'string' &&
    typeof file.sizeBytes === 'number';
  if (!isFile) throw badParam(name, value, 'give { name, sha256, sizeBytes }');
  return file as SourceFile;
}

function checkOptions(value: unknown, name: string): SourceOptions {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw badParam(name, value, 'give { format?, delimiter?, header?, kinds? }');
  }
  return value;
}
