import type { ResultTable, ResultValue, Statement } from '../../data/answer';
import { countWords } from '../../data/format';
import type { ScriptColumn, ScriptTable } from '../../data/script/script-table';
import type { Figure } from '../../figures/figure';
import { readFigure } from '../../figures/given/read-figure';
import type { ScriptAnswer } from '../../engine/script/read-answer';
import type { ScriptLog } from '../../engine/script/script-log';
import { any, defineOperator } from '../contract';
import { bindCode, scriptParams } from '../source/script-params';
import { runOverTables } from '../source/script-run';

/** What a script answered: a value as text, figures, or a small table; and what it wrote on the way. */
export interface ScriptReport {
  answer:
    | { kind: 'nothing' }
    | { kind: 'value'; text: string }
    | { kind: 'figures'; figures: Figure[] }
    | { kind: 'table'; table: ResultTable; rowCount: number };
  log: ScriptLog;
}

const mostRows = 1000;
/** A value of more characters, or of several lines, is shown as a text of its own. */
const longValue = 200;

export default defineOperator({
  id: 'profile.script',
  version: 1,
  topic: 'profile',
  title: 'Script for a value or a figure',
  question: 'What does a script of mine say about these tables?',
  inputs: { tables: any('table', 'Tables') },
  params: scriptParams,
  output: 'report',
  worker: 'script',
  script: ({ code }) => code,
  cost: ({ tables }) => {
    const rows = tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
    return { rows, bytes: rows * 32, seconds: rows / 5e5 };
  },
  bind: bindCode,
  run: async ({ tables }, params, context): Promise<ScriptReport> => {
    const { answer, log } = await runOverTables(tables, params, 'any', context);
    return { answer: readReport(answer), log };
  },
  describe: ({ answer }): Statement[] => [{ level: 'info', text: words(answer) }],
  figures: ({ answer }) => (answer.kind === 'figures' ? answer.figures : []),
  table: ({ answer }) => (answer.kind === 'table' ? [answer.table] : []),
});

/** Whether a value is too long for a statement, so that it is shown beside it. */
export function isLongValue(text: string): boolean {
  return text.length > longValue || text.includes('\n');
}

function words(answer: ScriptReport['answer']): string {
  switch (answer.kind) {
    case 'nothing':
      return 'The script ran and returned nothing: end it with return.';
    case 'value':
      if (answer.text === '') return 'The script returned an empty text.';
      return isLongValue(answer.text)
        ? `The script returned a value of ${countWords(answer.text.length, 'character')}.`
        : `The script returned ${answer.text}`;
    case 'figures':
      return `The script returned ${countWords(answer.figures.length, 'figure')}.`;
    case 'table':
      return `The script returned ${countWords(answer.rowCount, 'row')} × ${countWords(answer.table.columns.length, 'column')}.`;
  }
}

function readReport(answer: ScriptAnswer): ScriptReport['answer'] {
  if (answer.kind === 'figures') {
    return {
      kind: 'figures',
      figures: answer.figures.map((figure, index) => ({
        ...readFigure(figure, index + 1),
        holdsRows: true,
      })),
    };
  }
  if (answer.kind !== 'table') return answer;
  return { kind: 'table', table: resultTable(answer.table), rowCount: answer.table.rowCount };
}

function resultTable({ columns, rowCount }: ScriptTable): ResultTable {
  const rows = Array.from({ length: Math.min(rowCount, mostRows) }, (_, row) =>
    columns.map((column) => shownValue(column, row)),
  );
  return {
    columns: columns.map(({ name, form }) => ({
      label: name,
      format: form === 'number' ? 'number' : 'text',
    })),
    rows,
    note: rowCount > mostRows ? `The first ${mostRows} of ${rowCount} rows.` : undefined,
    holdsRows: true,
  };
}

function shownValue({ values, missing, form, type }: ScriptColumn, row: number): ResultValue {
  const value = values[row] ?? null;
  if (value === null || missing?.[row] === 1) return null;
  if (form === 'boolean') return value === 1;
  if (form !== 'time') return value;
  const text = Number.isFinite(value) ? new Date(value as number).toISOString() : 'invalid date';
  return type === 'DATE' ? text.slice(0, 10) : text;
}
