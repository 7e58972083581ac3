import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { countWords } from '../../data/format';
import { tableMentions } from '../../data/script/script-names';
import type { NamedTable } from '../../operators/contract';

const plainName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const wordBefore = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const wordOnly = /^[\p{ID_Continue}$]*$/u;
const tableExpected = /\btables\.$/;
const columnExpected = /\.columns\.$/;
const ofTable = /\btables(?:\.([\p{ID_Continue}$]+)|\['([^']*)'\])\.columns\.$/u;
const columnDestructured = /\{[^{}]*$/;

const tableParts: Completion[] = [
  { label: 'columns', type: 'property', detail: 'columns by name' },
  { label: 'rowCount', type: 'property', detail: 'number of rows' },
  { label: 'columnNames', type: 'property', detail: 'names in order' },
  { label: 'column', type: 'function', detail: 'a column by name', apply: "column('')" },
  { label: 'rows', type: 'function', detail: 'rows one by one', apply: 'rows()' },
  { label: 'row', type: 'function', detail: 'one row', apply: 'row(0)' },
];

const columnParts: Completion[] = [
  { label: 'values', type: 'property', detail: 'typed array, or texts' },
  { label: 'missing', type: 'property', detail: '1 where missing' },
  { label: 'get', type: 'function', detail: 'value or null', apply: 'get(row)' },
  { label: 'toArray', type: 'function', detail: 'values with null', apply: 'toArray()' },
  { label: 'length', type: 'property', detail: 'number of rows' },
];

const globals: Completion[] = [
  { label: 'tables', type: 'variable', detail: 'tables of this notebook', boost: 3 },
  { label: 'random', type: 'function', detail: 'seeded, 0 to 1', apply: 'random()' },
  { label: 'progress', type: 'function', detail: 'share, words', apply: 'progress(0.5)' },
  { label: 'console.log', type: 'function', detail: 'shown below', apply: 'console.log()' },
  { label: 'return', type: 'keyword' },
  { label: 'const', type: 'keyword' },
  { label: 'for', type: 'keyword' },
];

/** Tables behind `tables.`, columns behind `.columns.` and between braces, and what both have. */
export function completeScript(
  context: CompletionContext,
  tables: readonly NamedTable[],
): CompletionResult | null {
  const word = context.matchBefore(wordBefore);
  const from = word?.from ?? context.pos;
  const before = context.state.sliceDoc(Math.max(0, from - 300), from);
  const code = context.state.doc.toString();
  const answer = (options: Completion[]): CompletionResult => ({
    from,
    options,
    validFor: wordOnly,
  });
  if (tableExpected.test(before)) return answer(tables.map(tableOption));
  if (columnExpected.test(before)) {
    const [, plain, quoted] = ofTable.exec(before) ?? [];
    const name = plain ?? quoted;
    const known =
      name === undefined ? mentioned(code, tables) : tables.filter((each) => each.name === name);
    return answer(known.flatMap(columnOptions));
  }
  if (/\.$/.test(before)) return answer([...tableParts, ...columnParts]);
  if (!word && !context.explicit) return null;
  const columns = columnDestructured.test(before)
    ? mentioned(code, tables).flatMap(columnOptions)
    : [];
  return answer([...columns, ...globals]);
}

function mentioned(code: string, tables: readonly NamedTable[]): NamedTable[] {
  const names = new Set(tableMentions(code).map(({ name }) => name));
  return tables.filter(({ name }) => names.has(name));
}

function tableOption({ name, table }: NamedTable): Completion {
  return {
    label: name,
    type: 'class',
    detail: table ? countWords(table.rowCount, 'row') : 'not run yet',
    ...member(name),
  };
}

function columnOptions({ name: tableName, table }: NamedTable): Completion[] {
  return (table?.columns ?? []).map(({ name, kind, type }) => ({
    label: name,
    type: 'property',
    detail: `${kind} · ${tableName}`,
    info: type,
    boost: 2,
    ...member(name),
  }));
}

/** A name that is no plain word stands in brackets, in place of the point before it. */
function member(name: string): Pick<Completion, 'apply'> {
  if (plainName.test(name)) return { apply: name };
  return {
    apply: (view, _, from, to) => {
      const hasPoint = view.state.sliceDoc(from - 1, from) === '.';
      const insert = hasPoint ? `[${JSON.stringify(name)}]` : JSON.stringify(name);
      view.dispatch({
        changes: { from: hasPoint ? from - 1 : from, to, insert },
        userEvent: 'input.complete',
      });
    },
  };
}
