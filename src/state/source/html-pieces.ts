/** A table in HTML, cut between its rows. */
export interface HtmlTable {
  /** What stands before its first row: the tag itself, its caption. */
  head: string;
  /** Rows, each piece a table of its own that a page parses at once. */
  pieces: string[];
}

/** A page parses so many characters in some 10 ms. */
const pieceCharacters = 2 ** 16;

/**
 * Cuts the tables out of HTML without parsing it, and each between its rows, so that none has to be parsed as a whole.
 * Undefined where tables stand in others, which cannot be cut so. O(characters).
 */
export function cutTables(html: string): HtmlTable[] | undefined {
  const marks = [...html.matchAll(/<(\/?)table\b/gi)];
  const tables: HtmlTable[] = [];
  for (let at = 0; at < marks.length; at += 1) {
    const [mark, next] = [marks[at]!, marks[at + 1]];
    if (mark[1] === '/') continue;
    if (next && next[1] !== '/') return undefined;
    tables.push(cutRows(html.slice(mark.index, next?.index)));
  }
  return tables;
}

function cutRows(table: string): HtmlTable {
  const [head = '', ...rows] = table.split(/(?=<tr\b)/i);
  const pieces: string[] = [];
  let section = lastSection(head);
  let piece = '';
  for (const row of rows) {
    if (piece === '') piece = `<table>${section}`;
    piece += row;
    section = lastSection(row) || section;
    if (piece.length < pieceCharacters) continue;
    pieces.push(piece);
    piece = '';
  }
  return { head, pieces: piece === '' ? pieces : [...pieces, piece] };
}

/** The part of the table that is open at the end of a text: its head, a body, its foot. */
function lastSection(text: string): string {
  return [...text.matchAll(/<(?:thead|tbody|tfoot)\b/gi)].at(-1)?.[0].concat('>') ?? '';
}
