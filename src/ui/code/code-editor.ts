import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  keymap,
  lineNumbers,
  placeholder,
  tooltips,
} from '@codemirror/view';
import { codeColours, type CodeClasses } from './code-colours';
import { codeTheme, codeTooltips } from './code-theme';

export interface CodeEditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  placeholder: string;
  language: Extension;
  classes: CodeClasses;
  complete: (context: CompletionContext) => CompletionResult | null;
  onchange: (text: string) => void;
  onrun: () => void;
}

export interface CodeEditor {
  /** Puts another text in place, unless it is there already. */
  setText(text: string): void;
  /** Marks what is wrong, from its place to the end of the word; nothing marks nothing. */
  setError(error: { message: string; position: number | undefined } | undefined): void;
  setLanguage(language: Extension): void;
  /** Whether names are being offered, so that the word before the cursor is not meant to be whole. */
  isCompleting(): boolean;
  focus(): void;
  destroy(): void;
}

/** A CodeMirror editor. Ctrl or ⌘ with Enter runs; Escape, then Tab leaves it. */
export function createCodeEditor(options: CodeEditorOptions): CodeEditor {
  const language = new Compartment();
  const state = EditorState.create({
    doc: options.text,
    extensions: [language.of(options.language), ...extensions(options)],
  });
  const view = new EditorView({ state, parent: options.parent });
  return {
    setText: (text) => setText(view, text),
    setError: (error) => setError(view, error),
    setLanguage: (other) => view.dispatch({ effects: language.reconfigure(other) }),
    isCompleting: () => completionStatus(view.state) !== null,
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function extensions(options: CodeEditorOptions): Extension[] {
  const { label, classes, complete, onchange, onrun } = options;
  const run = (view: EditorView): boolean => {
    closeCompletion(view);
    onrun();
    return true;
  };
  return [
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run, stopPropagation: true }])),
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({
      override: [complete],
      icons: false,
      maxRenderedOptions: 10,
    }),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onchange(update.state.doc.toString());
    }),
    placeholder(options.placeholder),
    tooltips({ position: 'absolute' }),
    codeColours(classes),
    codeTheme,
    codeTooltips,
  ];
}

function setText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

function setError(
  view: EditorView,
  error: { message: string; position: number | undefined } | undefined,
): void {
  const diagnostics = error ? [{ ...span(view, error), severity: 'error' as const }] : [];
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** From the place to the end of the word there; the last character where the text ends too early. */
function span(
  view: EditorView,
  { message, position }: { message: string; position: number | undefined },
): { from: number; to: number; message: string } {
  const text = view.state.doc.toString();
  const end = text.trimEnd().length;
  const from = Math.min(position ?? 0, Math.max(0, end - 1));
  const word = /^(?:"(?:[^"]|"")*"?|[\p{L}\p{N}_]+|.)/su.exec(text.slice(from))?.[0] ?? '';
  const to = position === undefined ? end : from + word.length;
  return { from, to: Math.max(from, to), message };
}
