import type { Statement } from '../../data/answer';
import { countWords } from '../../data/format';

/** So many statements stand below the headline before the rest is folded. */
const shownCount = 5;
/** Folding one or two is not worth a click. */
const leastFolded = 3;

/** How many statements to show at first. */
export function unfoldedCount(statements: readonly Statement[]): number {
  return statements.length >= shownCount + leastFolded ? shownCount : statements.length;
}

/** What is folded away, by how serious it is: `Show 4 more: 3 warnings`. */
export function foldedWords(folded: readonly Statement[]): string {
  const count = (level: Statement['level']): number =>
    folded.filter((statement) => statement.level === level).length;
  const kinds = [
    count('problem') > 0 && countWords(count('problem'), 'problem'),
    count('warning') > 0 && countWords(count('warning'), 'warning'),
  ].filter((words) => words !== false);
  return `Show ${folded.length} more${kinds.length > 0 ? `: ${kinds.join(', ')}` : ''}`;
}
