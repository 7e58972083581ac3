import { keyText } from './json-node';
import type { JsonScanner } from './json-scanner';

/** Where the records of a JSON document are. */
export type JsonLayout =
  /** A list of records at `start`; lists as records have `names` where the document gives them. */
  | { kind: 'list'; start: number; names: string[]; notes: string[] }
  /** An object whose members are records; the key is a column too. */
  | { kind: 'members'; start: number; notes: string[] }
  /** Columns side by side, each a list, or an object keyed by row (`isKeyed`). */
  | { kind: 'columns'; names: string[]; starts: number[]; isKeyed: boolean; notes: string[] }
  /** One record. */
  | { kind: 'single'; start: number; notes: string[] };

interface Member {
  name: string;
  start: number;
  end: number;
  /** The first byte of the value: `{`, `[` or another. */
  byte: number;
}

const openBrace = 0x7b;
const openBracket = 0x5b;
const deepestSearch = 3;
const mostMembers = 100_000;

/** Finds the records of a document that has been checked: the widest known shapes, then one single record. */
export function findLayout(scanner: JsonScanner): JsonLayout {
  const start = scanner.skipSpace(0);
  if (scanner.bytes[start] === openBracket) return { kind: 'list', start, names: [], notes: [] };
  if (scanner.bytes[start] !== openBrace) return { kind: 'single', start, notes: [] };
  const members = listMembers(scanner, start);
  return (
    findSplit(scanner, members) ??
    findColumns(scanner, members) ??
    findNestedList(scanner, members, [], 1) ??
    findKeyed(scanner, members, start) ?? { kind: 'single', start, notes: [] }
  );
}

/** `{"columns": [names], "data": [[values]]}`, as pandas writes with orient="split". */
function findSplit(scanner: JsonScanner, members: Member[]): JsonLayout | undefined {
  const named = (name: string): Member | undefined =>
    members.find((member) => member.name === name && member.byte === openBracket);
  const [columns, data] = [named('columns'), named('data')];
  if (!columns || !data || members.length > 3) return undefined;
  const names = elements(scanner, columns.start).map((at) => scalarText(scanner, at));
  if (names.some((name) => name === undefined)) return undefined;
  const isRows = elements(scanner, data.start).every((at) => scanner.bytes[at] === openBracket);
  if (!isRows) return undefined;
  return { kind: 'list', start: data.start, names: names as string[], notes: [] };
}

/** Lists of equal length side by side, none of them of objects. */
function findColumns(scanner: JsonScanner, members: Member[]): JsonLayout | undefined {
  if (members.length === 0 || members.some(({ byte }) => byte !== openBracket)) return undefined;
  const lists = members.map(({ start }) => elements(scanner, start));
  const isEven = lists.every((list) => list.length === lists[0]!.length && list.length > 0);
  const hasObjects = lists.some((list) => list.some((at) => scanner.bytes[at] === openBrace));
  if (!isEven || hasObjects) return undefined;
  const names = members.map(({ name }) => name);
  return {
    kind: 'columns',
    names,
    starts: members.map(({ start }) => start),
    isKeyed: false,
    notes: [],
  };
}

/** A list of objects under a key, or under a key within; the longest where there are several. */
function findNestedList(
  scanner: JsonScanner,
  members: Member[],
  path: string[],
  depth: number,
): JsonLayout | undefined {
  const lists = members
    .filter(({ start, byte }) => byte === openBracket && startsWithObject(scanner, start))
    .sort((first, second) => second.end - second.start - (first.end - first.start));
  const [longest, ...others] = lists;
  if (longest) {
    const names = members.filter((member) => member !== longest).map(({ name }) => `"${name}"`);
    const where = [...path, longest.name].join('.');
    const left =
      names.length > 0
        ? `; ${list(names)} beside it ${names.length === 1 ? 'is' : 'are'} left out`
        : '';
    const choice = others.length > 0 ? ', the longest list' : '';
    const notes = [`The rows were taken from "${where}"${choice}${left}.`];
    return { kind: 'list', start: longest.start, names: [], notes };
  }
  if (depth === deepestSearch) return undefined;
  const objects = members
    .filter(({ byte }) => byte === openBrace)
    .sort((first, second) => second.end - second.start - (first.end - first.start));
  for (const { name, start } of objects.slice(0, 3)) {
    const found = findNestedList(scanner, listMembers(scanner, start), [...path, name], depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Objects that all have the same keys: columns keyed by row number, or records keyed by name. */
function findKeyed(scanner: JsonScanner, members: Member[], start: number): JsonLayout | undefined {
  if (members.length < 2 || members.some(({ byte }) => byte !== openBrace)) return undefined;
  const keys = members.map((member) => listMembers(scanner, member.start).map(({ name }) => name));
  const [first] = keys;
  const isEven = first!.length > 0 && keys.every((names) => names.join('\0') === first!.join('\0'));
  if (!isEven) return undefined;
  if (first!.every((name) => /^\d+$/.test(name))) {
    const names = members.map(({ name }) => name);
    return {
      kind: 'columns',
      names,
      starts: members.map((member) => member.start),
      isKeyed: true,
      notes: [],
    };
  }
  const notes = ['Each member of the document is one row; its name stands in the column "key".'];
  return { kind: 'members', start, notes };
}

/** Members of the object at `start`; none where there are too many for a look-over. */
function listMembers(scanner: JsonScanner, start: number): Member[] {
  const { bytes } = scanner;
  const members: Member[] = [];
  let at = scanner.skipSpace(start + 1);
  while (!scanner.closes(at, true)) {
    const keyEnd = scanner.skipString(at);
    const name = keyText(bytes, at + 1, keyEnd - 1);
    const valueStart = scanner.skipSpace(scanner.skipSpace(keyEnd) + 1);
    const end = scanner.skipValue(valueStart);
    members.push({ name, start: valueStart, end, byte: bytes[valueStart]! });
    if (members.length > mostMembers) return [];
    at = scanner.skipSpace(end);
    if (!scanner.closes(at, true)) at = scanner.skipSpace(at + 1);
  }
  return members;
}

/** Offsets of the elements of the list at `start`. */
function elements(scanner: JsonScanner, start: number): number[] {
  const offsets: number[] = [];
  let at = scanner.skipSpace(start + 1);
  while (!scanner.closes(at, false)) {
    offsets.push(at);
    at = scanner.skipSpace(scanner.skipValue(at));
    if (!scanner.closes(at, false)) at = scanner.skipSpace(at + 1);
  }
  return offsets;
}

function startsWithObject(scanner: JsonScanner, start: number): boolean {
  return scanner.bytes[scanner.skipSpace(start + 1)] === openBrace;
}

function scalarText(scanner: JsonScanner, start: number): string | undefined {
  const byte = scanner.bytes[start];
  if (byte === openBrace || byte === openBracket) return undefined;
  const end = scanner.skipScalar(start);
  return byte === 0x22
    ? keyText(scanner.bytes, start + 1, end - 1)
    : keyText(scanner.bytes, start, end);
}

function list(names: string[]): string {
  const shown = names.slice(0, 5);
  return (
    shown.join(', ') +
    (names.length > shown.length ? ` and ${names.length - shown.length} more` : '')
  );
}
