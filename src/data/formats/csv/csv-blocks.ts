import { judgeHeader } from './csv-header';
import { modalWidth, type SampleRecord } from './record-sample';

/** Records of a file that belong together: `[from, to)`, most of them `width` values long. */
export interface RecordBlock {
  from: number;
  to: number;
  width: number;
}

/** So many records in a row of another length are another table, not broken rows. */
const steadyRun = 4;

/**
 * The tables in a file: records between blank lines, or runs of another length; what has as many columns
 * and no names of its own goes on with the table before. Titles and notes stay with the block that follows
 * or precedes them. O(records).
 */
export function findBlocks(records: readonly SampleRecord[], decimalPoint: string): RecordBlock[] {
  const pieces = cutAtBlanks(records).flatMap((piece) => cutAtRuns(records, piece));
  const blocks: RecordBlock[] = [];
  pieces.forEach((piece, index) => {
    const last = blocks.at(-1);
    if (last && continues(records, last, piece, pieces[index + 1], decimalPoint))
      last.to = piece.to;
    else blocks.push({ ...piece });
  });
  return blocks;
}

/** The block that holds most values. */
export function mainBlock(blocks: readonly RecordBlock[]): RecordBlock {
  const cells = ({ from, to, width }: RecordBlock): number => (to - from) * (width - 0.5);
  return blocks.reduce((most, next) => (cells(next) > cells(most) ? next : most));
}

/** Whether a block is a table of its own: two records and two columns at least. */
export function isTable(
  records: readonly SampleRecord[],
  { from, to, width }: RecordBlock,
): boolean {
  const full = records.slice(from, to).filter(({ values }) => values.length === width);
  return width > 1 && full.length > 1;
}

function cutAtBlanks(records: readonly SampleRecord[]): RecordBlock[] {
  const blocks: RecordBlock[] = [];
  let from = 0;
  for (let index = 1; index <= records.length; index += 1) {
    const isGap = index === records.length || records[index]!.line > records[index - 1]!.nextLine;
    if (!isGap) continue;
    blocks.push({ from, to: index, width: modalWidth(records.slice(from, index)) });
    from = index;
  }
  return blocks;
}

/** Cuts a block where one steady length gives way to another for good. */
function cutAtRuns(records: readonly SampleRecord[], block: RecordBlock): RecordBlock[] {
  const runs = steadyRuns(records, block);
  const starts = [block.from];
  runs.forEach(({ from, width }, index) => {
    const before = runs.slice(0, index).map((run) => run.width);
    const behind = runs.slice(index).map((run) => run.width);
    const isForGood = before.every((known) => known !== width && !behind.includes(known));
    if (before.length > 0 && isForGood) starts.push(from);
  });
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? block.to;
    return { from, to, width: modalWidth(records.slice(from, to)) };
  });
}

function steadyRuns(
  records: readonly SampleRecord[],
  { from, to }: RecordBlock,
): { from: number; width: number }[] {
  const runs: { from: number; width: number }[] = [];
  for (let start = from; start < to;) {
    const width = records[start]!.values.length;
    let end = start + 1;
    while (end < to && records[end]!.values.length === width) end += 1;
    if (end - start >= steadyRun && width > 1) runs.push({ from: start, width });
    start = end;
  }
  return runs;
}

function continues(
  records: readonly SampleRecord[],
  last: RecordBlock,
  piece: RecordBlock,
  next: RecordBlock | undefined,
  decimalPoint: string,
): boolean {
  const size = piece.to - piece.from;
  if (last.width === piece.width) return !hasOtherNames(records, last, piece, decimalPoint);
  // A broken row between blank lines: the table goes on behind it.
  return size <= 2 && last.width > 1 && next?.width === last.width && last.to - last.from > 2
    ? !hasOtherNames(records, last, next, decimalPoint)
    : false;
}

/** A title of so many lines may stand above names that come again. */
const titleRecords = 2;

/** The first record of a table that is as wide as the table. */
function topNames(
  records: readonly SampleRecord[],
  { from, width }: RecordBlock,
): string | undefined {
  const top = records.slice(from, from + titleRecords + 1);
  return top.find(({ values }) => values.length === width)?.values.join('\n');
}

function hasOtherNames(
  records: readonly SampleRecord[],
  last: RecordBlock,
  piece: RecordBlock,
  decimalPoint: string,
): boolean {
  if (piece.width < 2 || piece.to - piece.from < 2) return false;
  const first = records[piece.from]!.values;
  if (first.length === 1 && topNames(records, last) === topNames(records, piece)) return false;
  if (first.length !== piece.width) return true;
  const known = records.slice(last.from, last.to);
  if (known.some(({ values }) => values.join('\n') === first.join('\n'))) return false;
  const below = records.slice(piece.from + 1, piece.to).map(({ values }) => values);
  const { isHeader, isGuess } = judgeHeader(first, below, decimalPoint);
  return isHeader && !isGuess;
}
