import { syntaxTree } from '@codemirror/language';
import type { Range } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';

/** Kinds of words as the grammar names them, and the class that each one is shown with. */
const classes = new Map<string, string>([
  ['Keyword', 'sql-keyword'],
  ['Bool', 'sql-keyword'],
  ['Null', 'sql-keyword'],
  ['Type', 'sql-keyword'],
  ['Builtin', 'sql-function'],
  ['String', 'sql-string'],
  ['Number', 'sql-number'],
  ['LineComment', 'sql-comment'],
  ['BlockComment', 'sql-comment'],
  ['QuotedIdentifier', 'sql-name'],
]);

const marks = new Map(
  [...classes].map(([name, className]) => [name, Decoration.mark({ class: className })]),
);

/** Colours words by classes, so that the page's style sheet decides and follows the theme. */
export const sqlColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = colour(view);
    }

    update(update: ViewUpdate): void {
      const isParsedFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isParsedFurther)
        this.decorations = colour(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function colour(view: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const mark = marks.get(node.name);
        if (mark && node.from < node.to) ranges.push(mark.range(node.from, node.to));
      },
    });
  }
  return Decoration.set(ranges, true);
}
