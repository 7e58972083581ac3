import { syntaxTree } from '@codemirror/language';
import type { Extension, Range } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';

/** Kinds of words as a grammar names them, and the class that each one is shown with. */
export type CodeClasses = ReadonlyMap<string, string>;

/** Colours words by classes, so that the page's style sheet decides and follows the theme. */
export function codeColours(classes: CodeClasses): Extension {
  const marks = new Map(
    [...classes].map(([name, className]) => [name, Decoration.mark({ class: className })]),
  );
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = colour(view, marks);
      }

      update(update: ViewUpdate): void {
        const isParsedFurther = syntaxTree(update.startState) !== syntaxTree(update.state);
        if (update.docChanged || update.viewportChanged || isParsedFurther)
          this.decorations = colour(update.view, marks);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function colour(view: EditorView, marks: ReadonlyMap<string, Decoration>): DecorationSet {
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
