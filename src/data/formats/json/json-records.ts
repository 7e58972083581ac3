import type { JsonLayout } from './json-layout';
import type { JsonNode } from './json-node';
import type { JsonScanner } from './json-scanner';
import type { JsonSink, JsonWalker } from './json-walker';

/** The records of a document, one after the other. */
export interface JsonRecords {
  /** Hands the next record to the walker; false behind the last one. */
  next(): boolean;
  /** Bytes read so far. */
  position(): number;
}

/** Goes through the records of a checked document in order. O(bytes) for all of them. */
export function walkRecords(
  layout: JsonLayout,
  scanner: JsonScanner,
  walker: JsonWalker,
  sink: JsonSink,
  root: JsonNode,
): JsonRecords {
  switch (layout.kind) {
    case 'list':
      return walkList(layout.start, scanner, walker, root);
    case 'members':
      return walkMembers(layout.start, scanner, walker, sink, root);
    case 'columns':
      return walkColumns(layout, scanner, walker, root);
    case 'single':
      return walkSingle(layout.start, scanner, walker, root);
  }
}

function walkList(
  start: number,
  scanner: JsonScanner,
  walker: JsonWalker,
  root: JsonNode,
): JsonRecords {
  let at = scanner.skipSpace(start + 1);
  return {
    next: () => {
      if (scanner.closes(at, false)) return false;
      at = behindComma(scanner, walker.record(root, at), false);
      return true;
    },
    position: () => at,
  };
}

function walkMembers(
  start: number,
  scanner: JsonScanner,
  walker: JsonWalker,
  sink: JsonSink,
  root: JsonNode,
): JsonRecords {
  const key = root.named('key');
  let at = scanner.skipSpace(start + 1);
  return {
    next: () => {
      if (scanner.closes(at, true)) return false;
      const keyEnd = scanner.skipString(at);
      sink.text(key, at + 1, keyEnd - 1, scanner.hasEscapes, scanner.hasHighBytes);
      const value = scanner.skipSpace(scanner.skipSpace(keyEnd) + 1);
      at = behindComma(scanner, walker.record(root, value), true);
      return true;
    },
    position: () => at,
  };
}

function walkColumns(
  layout: JsonLayout & { kind: 'columns' },
  scanner: JsonScanner,
  walker: JsonWalker,
  root: JsonNode,
): JsonRecords {
  const nodes = layout.names.map((name) => root.named(name));
  const cursors = layout.starts.map((start) => scanner.skipSpace(start + 1));
  return {
    next: () => {
      if (scanner.closes(cursors[0]!, layout.isKeyed)) return false;
      nodes.forEach((node, column) => {
        const at = layout.isKeyed ? scanner.skipKey(cursors[column]!) : cursors[column]!;
        const end = walker.value(node, scanner.skipSpace(at), 2);
        cursors[column] = behindComma(scanner, end, layout.isKeyed);
      });
      return true;
    },
    position: () => cursors[cursors.length - 1]!,
  };
}

function walkSingle(
  start: number,
  scanner: JsonScanner,
  walker: JsonWalker,
  root: JsonNode,
): JsonRecords {
  let isDone = false;
  return {
    next: () => {
      if (isDone) return false;
      walker.record(root, start);
      isDone = true;
      return true;
    },
    position: () => (isDone ? scanner.end : start),
  };
}

/** Offset of what follows a value: the next one, or the bracket that closes. */
function behindComma(scanner: JsonScanner, end: number, isObject: boolean): number {
  const at = scanner.skipSpace(end);
  return scanner.closes(at, isObject) ? at : scanner.skipSpace(at + 1);
}
