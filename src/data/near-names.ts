/** How the names of two columns are alike, in words that follow "the names …". */
export type NameMatch =
  | 'are the same'
  | 'have the same words'
  | 'are alike with that of the table'
  | 'differ in one letter';

/** A name of a column as it is compared. */
export interface NameForms {
  name: string;
  /** Its words: lower case, without accents, plural and endings such as `_id`; in order of the alphabet. */
  words: string;
  /** As `words`, with those of the table: `id` of customers is `customer`. */
  withTable: string;
  /** Whether it would mean something else in each table: `id`, `name`, `date`. */
  isGeneral: boolean;
}

const endings = ['id', 'key', 'code', 'no', 'nr', 'num', 'number', 'ref', 'fk', 'pk', 'uuid'];
const general = [...endings, 'name', 'value', 'date', 'time', 'type', 'index', 'title', 'label'];
const shortestTypo = 6;

export function nameForms(name: string, table: string): NameForms {
  const own = wordsOf(name);
  const telling = own.filter((word) => !endings.includes(word));
  const about = telling.length > 0 ? telling : own;
  const isGeneral = about.every((word) => general.includes(word));
  const tableWords = wordsOf(table);
  const told = isGeneral ? about.filter((word) => !endings.includes(word)) : about;
  return {
    name,
    words: joined(about),
    withTable: joined([...tableWords, ...told]),
    isGeneral,
  };
}

/**
 * Whether two names are near the same: the same, or the same words in any order, case, number and spelling of the gaps,
 * with endings such as `_id` or without, or with the name of its table before one of them, or one letter apart where
 * they have at least six. General names such as `id` are alike only together with the table.
 */
export function matchNames(first: NameForms, second: NameForms): NameMatch | undefined {
  const bothGeneral = first.isGeneral && second.isGeneral;
  if (!bothGeneral && first.name.toLowerCase() === second.name.toLowerCase()) return 'are the same';
  if (!bothGeneral && first.words === second.words) return 'have the same words';
  if (isAlikeWithTable(first, second)) return 'are alike with that of the table';
  const shortest = Math.min(first.words.length, second.words.length);
  if (!bothGeneral && shortest >= shortestTypo && isOneLetterApart(first.words, second.words))
    return 'differ in one letter';
  return undefined;
}

/** What two names have in common wherever `matchNames` finds them alike: keys to look names up by. */
export function nameKeys({ words, withTable, isGeneral }: NameForms): string[] {
  if (isGeneral) return [withTable];
  const letters = words.length < shortestTypo ? [] : [...words.matchAll(/\p{L}/gu)];
  const shorter = letters.map(({ index }) => without(words, index));
  return [...new Set([words, withTable, ...shorter])];
}

function isAlikeWithTable(first: NameForms, second: NameForms): boolean {
  if (first.isGeneral && second.isGeneral) return first.withTable === second.withTable;
  if (first.isGeneral) return first.withTable === second.words;
  if (second.isGeneral) return second.withTable === first.words;
  return first.withTable === second.words || second.withTable === first.words;
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const parted = plain
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return parted.filter((word) => word !== '').map(singular);
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

function joined(words: string[]): string {
  return [...new Set(words)].sort().join(' ');
}

function isOneLetterApart(first: string, second: string): boolean {
  if (first.replace(/\D/g, '') !== second.replace(/\D/g, '')) return false;
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at);
  return rest === long.slice(at + 1);
}

function without(text: string, at: number): string {
  return text.slice(0, at) + text.slice(at + 1);
}
