import { javascriptLanguage } from '@codemirror/lang-javascript';
import { createCodeEditor, type CodeEditor, type CodeEditorOptions } from '../code/code-editor';
import type { NamedTable } from '../../operators/contract';
import { completeScript } from './complete-script';

export interface ScriptEditorOptions extends Pick<
  CodeEditorOptions,
  'parent' | 'text' | 'label' | 'onchange' | 'onrun'
> {
  /** The tables that it may name, asked anew each time. */
  tables: () => readonly NamedTable[];
}

const keywords = [
  ...['const', 'let', 'var', 'function', 'return', 'if', 'else', 'for', 'while', 'do', 'of', 'in'],
  ...['new', 'class', 'extends', 'static', 'async', 'await', 'yield', 'try', 'catch', 'finally'],
  ...['throw', 'switch', 'case', 'default', 'break', 'continue', 'typeof', 'instanceof', 'delete'],
  ...['void', 'this', 'super', 'null', 'BooleanLiteral', 'import', 'export'],
];

const classes = new Map([
  ...keywords.map((word) => [word, 'code-keyword'] as const),
  ['String', 'code-string'],
  ['TemplateString', 'code-string'],
  ['RegExp', 'code-string'],
  ['Number', 'code-number'],
  ['LineComment', 'code-comment'],
  ['BlockComment', 'code-comment'],
  ['PropertyDefinition', 'code-function'],
] as const);

/** An editor for scripts. */
export function createScriptEditor({ tables, ...options }: ScriptEditorOptions): CodeEditor {
  return createCodeEditor({
    ...options,
    placeholder: 'const { … } = tables.….columns;\nreturn …',
    language: javascriptLanguage.extension,
    classes,
    complete: (context) => completeScript(context, tables()),
  });
}
