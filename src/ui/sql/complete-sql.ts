import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { countWords } from '../../data/format';
import { quoteName } from '../../data/sql';
import { tableReferences } from '../../operators/source/sql-names';
import type { NamedTable } from '../../operators/contract';
import type { SqlFunction, SqlVocabulary } from '../../state/sql/sql-vocabulary';

/** What can be named at a place of a statement. */
export interface SqlScope {
  tables: readonly NamedTable[];
  vocabulary: SqlVocabulary | undefined;
  /** What is written is a condition on the columns of `tables`, which it does not name. */
  isCondition?: boolean;
}

const wordBefore = /[\p{L}_][\p{L}\p{N}_]*$/u;
const wordOnly = /^[\p{L}\p{N}_]*$/u;
const tablesExpected = /\b(from|join)\s+$/i;
const ownerBefore = /(?:"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_]*))\.$/u;

/** Tables, columns of the tables that the statement names, functions and keywords, the nearest first. */
export function completeSql(
  context: CompletionContext,
  { tables, vocabulary, isCondition = false }: SqlScope,
): CompletionResult | null {
  const word = context.matchBefore(wordBefore);
  const from = word?.from ?? context.pos;
  const before = context.state.sliceDoc(Math.max(0, from - 200), from);
  const owner = ownerBefore.exec(before);
  const text = context.state.doc.toString();
  if (owner) {
    const name = owner[1]?.replaceAll('""', '"') ?? owner[2]!;
    return { from, options: columnsOf(name, text, tables, vocabulary), validFor: wordOnly };
  }
  if (tablesExpected.test(before)) {
    return { from, options: tables.map((table) => tableOption(table, vocabulary)) };
  }
  if (!word && !context.explicit) return null;
  const options = isCondition
    ? [...tables.flatMap((table) => columnOptions(table, vocabulary)), ...words(vocabulary)]
    : everything(text, tables, vocabulary);
  return { from, options, validFor: wordOnly };
}

function everything(
  sql: string,
  tables: readonly NamedTable[],
  vocabulary: SqlVocabulary | undefined,
): Completion[] {
  const named = new Set(tableReferences(sql).map(({ name }) => name.toLowerCase()));
  const inScope = tables.filter(({ name }) => named.has(name.toLowerCase()));
  return [
    ...inScope.flatMap((table) => columnOptions(table, vocabulary)),
    ...tables.map((table) => tableOption(table, vocabulary)),
    ...words(vocabulary),
  ];
}

/** Functions and keywords. */
function words(vocabulary: SqlVocabulary | undefined): Completion[] {
  return [
    ...(vocabulary?.functions ?? []).map(functionOption),
    ...(vocabulary?.keywords ?? []).map((keyword) => ({
      label: keyword.toUpperCase(),
      type: 'keyword',
      boost: -1,
    })),
  ];
}

function columnsOf(
  owner: string,
  sql: string,
  tables: readonly NamedTable[],
  vocabulary: SqlVocabulary | undefined,
): Completion[] {
  const wanted = owner.toLowerCase();
  const aliased = tableReferences(sql).find(({ alias }) => alias?.toLowerCase() === wanted);
  const name = (aliased?.name ?? owner).toLowerCase();
  const table = tables.find((known) => known.name.toLowerCase() === name);
  return table ? columnOptions(table, vocabulary) : [];
}

function columnOptions(
  { name: tableName, table }: NamedTable,
  vocabulary: SqlVocabulary | undefined,
): Completion[] {
  return (table?.columns ?? []).map(({ name, kind, type }) => ({
    label: name,
    type: 'property',
    detail: `${kind} · ${tableName}`,
    info: type,
    apply: written(name, vocabulary),
    boost: 2,
  }));
}

function tableOption(
  { name, table }: NamedTable,
  vocabulary: SqlVocabulary | undefined,
): Completion {
  return {
    label: name,
    type: 'class',
    detail: table ? countWords(table.rowCount, 'row') : 'not run yet',
    apply: written(name, vocabulary),
    boost: 1,
  };
}

function functionOption({ name, signature, description }: SqlFunction): Completion {
  return {
    label: name,
    type: 'function',
    info: () => functionInfo(signature, description),
    apply: (view: EditorView, _: Completion, from: number, to: number) =>
      view.dispatch({
        changes: { from, to, insert: `${name}()` },
        selection: { anchor: from + name.length + 1 },
        userEvent: 'input.complete',
      }),
  };
}

function functionInfo(signature: string, description: string): HTMLElement {
  const element = document.createElement('div');
  const head = element.appendChild(document.createElement('code'));
  head.textContent = signature;
  if (description !== '')
    element.appendChild(document.createElement('p')).textContent = description;
  return element;
}

/** A name as it has to be written: in quotes where it is no plain word, or a word of the language. */
function written(name: string, vocabulary: SqlVocabulary | undefined): string {
  const isPlain = /^[a-z_][a-z0-9_]*$/i.test(name);
  const isKeyword = vocabulary?.keywords.includes(name.toLowerCase()) ?? true;
  return isPlain && !isKeyword ? name : quoteName(name);
}
