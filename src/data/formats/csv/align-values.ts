import { likelihood, type ColumnShape } from './column-shape';

/** What was done to a record so that its values stand under the columns that they fit. */
export interface Alignment {
  values: string[];
  /** Natural logarithm of the likelihood of all values, less what the changes cost. */
  score: number;
  steps: AlignmentStep[];
}

export interface AlignmentStep {
  kind: 'missing' | 'joined' | 'split' | 'dropped';
  /** 0-based column that the step is about. */
  column: number;
}

/** A value with the text that it was written as, quotes included. */
export interface Token {
  value: string;
  /** `[start, end)` in the line. */
  start: number;
  end: number;
}

/** One step of the recursion: the state that it came from, and what it adds. */
interface Move {
  score: number;
  values: string[];
  step?: AlignmentStep;
  from: { column: number; used: number };
}

const mostSurplus = 12;
const costs = {
  missing: 2.5,
  trailing: 0.7,
  joined: 2.2,
  split: 3.2,
  emptyDropped: 1.2,
  valueDropped: 6,
};

/**
 * The likeliest way to lay the values of a record under the columns: each as it is, left out where a column
 * got none, joined where a delimiter is part of the text, split where one was lost, dropped where there is
 * an empty one too many or one behind the last column. Viterbi's recursion over (values used, columns
 * filled). O(columns × difference of counts); undefined where the counts are too far apart.
 */
export function alignValues(
  line: string,
  tokens: readonly Token[],
  shapes: readonly ColumnShape[],
): Alignment | undefined {
  const [count, width] = [tokens.length, shapes.length];
  const surplus = count - width;
  if (surplus > mostSurplus || -surplus >= width) return undefined;
  const present = tokens.filter(({ value }) => value !== '').length;
  if (present - width > Math.max(2, width / 3)) return undefined;
  const [lowest, highest] = [Math.min(0, surplus) - 1, Math.max(0, surplus) + 1];
  const best = Array.from({ length: width + 1 }, () => new Map<number, Move>());
  best[0]!.set(0, { score: 0, values: [], from: { column: 0, used: 0 } });
  for (let column = 0; column <= width; column += 1) {
    const last = Math.min(count, column + highest);
    for (let used = Math.max(0, column + lowest); used <= last; used += 1) {
      const here = best[column]!.get(used);
      if (!here) continue;
      for (const move of nextMoves(line, tokens, shapes, column, used)) {
        const filled = column + move.values.length;
        const score = here.score + move.score;
        const known = best[filled]!.get(used + move.taken);
        if (known && known.score >= score) continue;
        best[filled]!.set(used + move.taken, { ...move, score, from: { column, used } });
      }
    }
  }
  return traceBack(best, width, count);
}

interface NextMove {
  taken: number;
  score: number;
  values: string[];
  step?: AlignmentStep;
}

function nextMoves(
  line: string,
  tokens: readonly Token[],
  shapes: readonly ColumnShape[],
  column: number,
  used: number,
): NextMove[] {
  const surplus = tokens.length - shapes.length;
  const token = tokens[used];
  if (column === shapes.length) return token ? [dropped(token, column, costs.valueDropped)] : [];
  const moves: NextMove[] = [];
  if (surplus < 0 || !token) moves.push(missing(shapes[column]!, column, !token));
  if (!token) return moves;
  const shape = shapes[column]!;
  moves.push({ taken: 1, score: fit(shape, token.value), values: [token.value] });
  if (surplus > 0) {
    if (token.value === '') moves.push(dropped(token, column, Infinity));
    for (let more = 1; more <= Math.min(surplus, 4) && used + more < tokens.length; more += 1) {
      const text = joinedText(line.slice(token.start, tokens[used + more]!.end), shape);
      const score = fit(shape, text) - costs.joined - 0.3 * more;
      moves.push({ taken: more + 1, score, values: [text], step: { kind: 'joined', column } });
    }
  }
  if (surplus < 0 && column + 1 < shapes.length) {
    const split = splitValue(token.value, shape, shapes[column + 1]!);
    if (split) moves.push({ taken: 1, ...split, step: { kind: 'split', column } });
  }
  return moves;
}

function missing(shape: ColumnShape, column: number, isBehindAll: boolean): NextMove {
  const cost = isBehindAll ? costs.trailing : costs.missing;
  const score = Math.max(fit(shape, ''), -3) - cost;
  return { taken: 0, score, values: [''], step: { kind: 'missing', column } };
}

function dropped(token: Token, column: number, cost: number): NextMove {
  const score = -(token.value === '' ? costs.emptyDropped : cost);
  return { taken: 1, score, values: [], step: { kind: 'dropped', column } };
}

/** Digits that were torn apart at their thousands are a number again, where the column holds numbers. */
function joinedText(text: string, { classes, count }: ColumnShape): string {
  const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text);
  return isGrouped && (classes.get('number') ?? 0) > count / 2 ? text.replaceAll(',', '') : text;
}

const longestSplit = 120;
/** A value that fits as it is was not glued from two. */
const fittingAlone = 0.55;

/** The likeliest cut of a value in two, each of which is of a kind that its column has shown. */
function splitValue(
  value: string,
  left: ColumnShape,
  right: ColumnShape,
): { values: string[]; score: number } | undefined {
  if (value.length < 2 || value.length > longestSplit) return undefined;
  if (likelihood(left, value) > fittingAlone) return undefined;
  let found: { values: string[]; score: number } | undefined;
  for (let at = 1; at < value.length; at += 1) {
    const values = [value.slice(0, at), value.slice(at)];
    const score = fit(left, values[0]!) + fit(right, values[1]!) - costs.split;
    if (!found || score > found.score) found = { values, score };
  }
  return found;
}

function fit(shape: ColumnShape, text: string): number {
  return Math.log(likelihood(shape, text));
}

function traceBack(best: Map<number, Move>[], width: number, count: number): Alignment | undefined {
  const end = best[width]!.get(count);
  if (!end) return undefined;
  const values: string[] = [];
  const steps: AlignmentStep[] = [];
  let place = { column: width, used: count };
  while (place.column > 0 || place.used > 0) {
    const move = best[place.column]!.get(place.used)!;
    values.push(...move.values.toReversed());
    if (move.step) steps.push(move.step);
    place = move.from;
  }
  return { values: values.reverse(), score: end.score, steps: steps.reverse() };
}
