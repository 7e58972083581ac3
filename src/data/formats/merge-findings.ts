import type { RejectedLine } from '../table';
import { ColumnEvidence, type Evidence } from './column-evidence';
import { chooseType } from './column-type';
import type { CsvPlan } from './csv-plan';
import { mostGaps, type CsvFindings, type SurveyPart } from './csv-survey';
import { mergeEvidence, plainEvidence } from './merge-evidence';
import { keptLines } from './rejected-line';

const lineEndTexts = ['\n', '\n', '\r\n', '\r'] as const;

/** What all parts of a CSV say together, in the order of the file: the same as one survey of all its records. */
export function mergeFindings(plan: CsvPlan, parts: readonly SurveyPart[]): CsvFindings {
  const sum = (count: (part: SurveyPart) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  const lineEnds = lineEndTexts.filter(
    (_, kind) => kind > 0 && parts.some((part) => part.lineEnds[kind]! > 0),
  );
  const evidence = mergeColumns(plan.names.length, parts);
  const gaps = joinGaps(parts);
  return {
    rowCount: sum(({ rowCount }) => rowCount),
    rejected: {
      count: plan.before.length + sum(({ rejected }) => rejected.count),
      lines: joinLines(plan, parts),
    },
    blankLines: sum(({ blankLines }) => blankLines),
    surplusEmpty: sum(({ surplusEmpty }) => surplusEmpty),
    types: evidence.map(chooseType),
    unplain: evidence.map(({ unplain }) => unplain > 0),
    gaps: gaps.length > 2 * mostGaps ? undefined : gaps,
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

function joinLines(plan: CsvPlan, parts: readonly SurveyPart[]): RejectedLine[] {
  const offsets = lineOffsets(plan, parts);
  const lines = plan.before.slice(0, keptLines);
  for (const [index, { rejected }] of parts.entries()) {
    if (lines.length >= keptLines) break;
    lines.push(...rejected.lines.map((each) => ({ ...each, line: each.line + offsets[index]! })));
  }
  return lines.slice(0, keptLines);
}

function firstInvalidLine(plan: CsvPlan, parts: readonly SurveyPart[]): number {
  const offsets = lineOffsets(plan, parts);
  const first = parts.findIndex(({ utf8 }) => utf8.firstInvalidLine >= 0);
  return first < 0 ? 0 : parts[first]!.utf8.firstInvalidLine + offsets[first]!;
}

/** Gaps that meet where two parts do are one. */
function joinGaps(parts: readonly SurveyPart[]): number[] {
  const joined: number[] = [];
  for (const { gaps } of parts) {
    if (joined.length > 2 * mostGaps) break;
    const meets = gaps.length > 0 && joined.at(-1) === gaps[0];
    if (meets) joined.pop();
    joined.push(...(meets ? gaps.slice(1) : gaps));
  }
  return joined;
}
