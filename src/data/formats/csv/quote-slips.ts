/** A line as it may have been before a quote or a delimiter beside one slipped, and what mends it. */
export interface MendedLine {
  line: string;
  how: string;
}

/** Of a line with more quotes, nobody could tell which one is wrong. */
const mostQuotes = 12;

/**
 * The line without one of its quotes, with a delimiter put in before or behind one, or with two neighbours doubled, as
 * they should be inside a value. O(quotes × characters).
 */
export function mendQuoteSlips(line: string, delimiter: string, quote: string): MendedLine[] {
  if (quote === '') return [];
  const places = placesOf(line, quote);
  if (places.length === 0 || places.length > mostQuotes) return [];
  const doubled = places.slice(1, -2).map((from, index) => ({
    line: withDoubled(line, from, places[index + 2]!),
    how: 'quotes inside a value were kept as they stand',
  }));
  const slips = places.flatMap((at) => {
    const [before, behind] = [line.slice(0, at), line.slice(at + 1)];
    const without = { line: before + behind, how: 'a stray quote was left out' };
    const how = 'a delimiter was put in beside a quote';
    const isInner = before !== '' && behind !== '';
    const opens = isInner && !before.endsWith(delimiter) && !before.endsWith(quote);
    const closes = isInner && !behind.startsWith(delimiter) && !behind.startsWith(quote);
    return [
      without,
      ...(opens ? [{ line: before + delimiter + quote + behind, how }] : []),
      ...(closes ? [{ line: before + quote + delimiter + behind, how }] : []),
    ];
  });
  return [...doubled, ...slips];
}

function withDoubled(line: string, first: number, second: number): string {
  const [quote, inner] = [line[first]!, line.slice(first, second + 1)];
  return line.slice(0, first) + quote + inner + quote + line.slice(second + 1);
}

function placesOf(line: string, quote: string): number[] {
  const places: number[] = [];
  for (let at = line.indexOf(quote); at >= 0; at = line.indexOf(quote, at + 1)) places.push(at);
  return places;
}
