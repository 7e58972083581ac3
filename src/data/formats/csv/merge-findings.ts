import type { RejectedLine } from '../../table';
import { ColumnEvidence, type Evidence } from './column-evidence';
import { chooseType } from './column-type';
import type { CsvEdit, CsvFindings, SurveyPart } from './csv-findings';
import { emptyColumns, withTexts, type CsvPlan } from './csv-plan';
import { mostEdits } from './csv-survey';
import { mergeEvidence, plainEvidence } from './merge-evidence';
import { keptLines } from './rejected-line';
import { writtenOtherwise } from './written-otherwise';

const lineEndTexts = ['\n', '\n', '\r\n', '\r'] as const;

/** What all parts of a CSV say together, in the order of the file: the same as one survey of all its records. */
export function mergeFindings(plan: CsvPlan, parts: readonly SurveyPart[]): CsvFindings {
  const sum = (count: (part: SurveyPart) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  const lineEnds = lineEndTexts.filter(
    (_, kind) => kind > 0 && parts.some((part) => part.lineEnds[kind]! > 0),
  );
  const evidence = mergeColumns(plan.names.length, parts);
  const edits = joinEdits(parts);
  const { types } = withTexts({ types: evidence.map(chooseType) }, plan.asText);
  return {
    rowCount: sum(({ rowCount }) => rowCount),
    rejected: {
      count: plan.before.length + sum(({ rejected }) => rejected.count),
      lines: joinLines(plan, parts, ({ rejected }) => rejected.lines, plan.before),
    },
    repaired: {
      count: sum(({ repaired }) => repaired.count),
      lines: joinLines(plan, parts, ({ repaired }) => repaired.lines),
    },
    blankLines: sum(({ blankLines }) => blankLines),
    surplusEmpty: sum(({ surplusEmpty }) => surplusEmpty),
    types,
    otherwise: evidence.map((each, column) =>
      writtenOtherwise(each, types[column]!, plan.dialect.decimalPoint),
    ),
    unplain: evidence.map(({ unplain }) => unplain > 0),
    isEmpty: emptyColumns(evidence, plan.isUnnamed),
    edits: edits.length > mostEdits ? undefined : edits,
    lineEnd: lineEnds.length > 1 ? 'mixed' : (lineEnds[0] ?? '\n'),
    isLoose: parts.some(({ isLoose }) => isLoose),
    longestRecordBytes: parts.reduce((most, part) => Math.max(most, part.longestRecordBytes), 0),
    utf8: {
      multibyte: sum(({ utf8 }) => utf8.multibyte),
      invalid: sum(({ utf8 }) => utf8.invalid),
      firstInvalidLine: firstInvalidLine(plan, parts),
    },
  };
}

function mergeColumns(columnCount: number, parts: readonly SurveyPart[]): Evidence[] {
  return Array.from({ length: columnCount }, (_, column) =>
    parts.reduce(
      (merged, { evidence }) => mergeEvidence(merged, evidence[column]!),
      plainEvidence(new ColumnEvidence()),
    ),
  );
}

/** Each part counts its lines from 0. */
function lineOffsets(plan: CsvPlan, parts: readonly SurveyPart[]): number[] {
  let line = plan.dataLine;
  return parts.map(({ lineBreaks }) => {
    line += lineBreaks;
    return line - lineBreaks;
  });
}

function joinLines(
  plan: CsvPlan,
  parts: readonly SurveyPart[],
  linesOf: (part: SurveyPart) => readonly RejectedLine[],
  before: readonly RejectedLine[] = [],
): RejectedLine[] {
  const offsets = lineOffsets(plan, parts);
  const lines = before.slice(0, keptLines);
  for (const [index, part] of parts.entries()) {
    if (lines.length >= keptLines) break;
    lines.push(...linesOf(part).map((each) => ({ ...each, line: each.line + offsets[index]! })));
  }
  return lines.slice(0, keptLines);
}

function firstInvalidLine(plan: CsvPlan, parts: readonly SurveyPart[]): number {
  const offsets = lineOffsets(plan, parts);
  const first = parts.findIndex(({ utf8 }) => utf8.firstInvalidLine >= 0);
  return first < 0 ? 0 : parts[first]!.utf8.firstInvalidLine + offsets[first]!;
}

/** Bytes left out on both sides of where two parts meet are one edit. */
function joinEdits(parts: readonly SurveyPart[]): CsvEdit[] {
  const joined: CsvEdit[] = [];
  for (const { edits } of parts) {
    if (joined.length > mostEdits) break;
    const [last, first] = [joined.at(-1), edits[0]];
    const meets = last && first && last.end === first.start && !last.text && !first.text;
    if (meets) joined.pop();
    joined.push(...(meets ? [{ ...first, start: last.start }, ...edits.slice(1)] : edits));
  }
  return joined;
}
