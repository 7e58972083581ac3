import { EditorView } from '@codemirror/view';

/** All colours are the page's own, so both themes come along. */
export const codeTheme = EditorView.theme({
  '&.cm-editor': {
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    background: 'var(--surface)',
    color: 'var(--text)',
    fontSize: 'var(--text-sm)',
  },
  '&.cm-editor.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-1px' },
  '.cm-scroller': {
    minHeight: '112px',
    maxHeight: '420px',
    overflow: 'auto',
    fontFamily: 'var(--mono)',
    lineHeight: '20px',
    fontFeatureSettings: 'normal',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-gutters': {
    border: '0',
    background: 'transparent',
    color: 'var(--text-3)',
    fontSize: 'var(--text-xs)',
  },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 0 0 2px' },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'transparent' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { background: 'light-dark(#cfe5f3, #1f4a68)' },
  '&.cm-focused .cm-matchingBracket': {
    background: 'var(--accent-soft)',
    outline: '1px solid var(--accent-line)',
  },
  '.cm-placeholder': { color: 'var(--text-3)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--problem) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--problem)' },
  '.cm-lint-marker-error': {
    content: '""',
    width: '8px',
    height: '8px',
    marginTop: '6px',
    borderRadius: '4px',
    background: 'var(--problem)',
  },
  '.code-keyword': { color: 'var(--accent)', fontWeight: '500' },
  '.code-function': { color: 'light-dark(#984575, #e0a0d0)' },
  '.code-string': { color: 'var(--good)' },
  '.code-number': { color: 'var(--warning)' },
  '.code-comment': { color: 'var(--text-3)', fontStyle: 'italic' },
});

/** Panels that float above the page; they stand outside the editor's element. */
export const codeTooltips = EditorView.theme({
  '.cm-tooltip': {
    border: '0',
    borderRadius: 'var(--radius)',
    background: 'var(--surface)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
    fontSize: 'var(--text-xs)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: 'none',
    padding: '4px',
    fontFamily: 'var(--mono)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '8px',
    padding: '3px 6px',
    borderRadius: 'var(--radius-s)',
    lineHeight: '18px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent-soft)',
    color: 'var(--text)',
  },
  '.cm-completionLabel': { flex: '1' },
  '.cm-completionMatchedText': {
    color: 'var(--accent)',
    textDecoration: 'none',
    fontWeight: '600',
  },
  '.cm-completionDetail': {
    margin: '0',
    color: 'var(--text-3)',
    fontFamily: 'var(--font)',
    fontStyle: 'normal',
  },
  '.cm-tooltip.cm-completionInfo': { maxWidth: '320px', padding: '8px 10px', whiteSpace: 'normal' },
  '.cm-completionInfo p': { marginTop: '4px', color: 'var(--text-2)' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid var(--problem)' },
});
