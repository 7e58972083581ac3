import { PostgreSQL, SQLDialect } from '@codemirror/lang-sql';
import type { SqlVocabulary } from '../../state/sql/sql-vocabulary';
import { createCodeEditor, type CodeEditor, type CodeEditorOptions } from '../code/code-editor';
import { completeSql, type SqlScope } from './complete-sql';

export interface SqlEditorOptions extends Pick<
  CodeEditorOptions,
  'parent' | 'text' | 'label' | 'onchange' | 'onrun'
> {
  /** What completion may offer, asked anew each time. */
  scope: () => SqlScope;
}

export interface SqlEditor extends CodeEditor {
  setVocabulary(vocabulary: SqlVocabulary): void;
}

const classes = new Map([
  ['Keyword', 'code-keyword'],
  ['Bool', 'code-keyword'],
  ['Null', 'code-keyword'],
  ['Type', 'code-keyword'],
  ['Builtin', 'code-function'],
  ['String', 'code-string'],
  ['Number', 'code-number'],
  ['LineComment', 'code-comment'],
  ['BlockComment', 'code-comment'],
  ['QuotedIdentifier', 'code-name'],
]);

/** An editor for the engine's SQL. */
export function createSqlEditor({ scope, ...options }: SqlEditorOptions): SqlEditor {
  const editor = createCodeEditor({
    ...options,
    placeholder: 'SELECT … FROM …',
    language: PostgreSQL.extension,
    classes,
    complete: (context) => completeSql(context, scope()),
  });
  return {
    ...editor,
    setVocabulary: (vocabulary) => editor.setLanguage(dialectOf(vocabulary).extension),
  };
}

function dialectOf({ keywords, functions }: SqlVocabulary): SQLDialect {
  return SQLDialect.define({
    ...PostgreSQL.spec,
    keywords: keywords.join(' '),
    builtin: functions.map(({ name }) => name).join(' '),
    caseInsensitiveIdentifiers: true,
  });
}
