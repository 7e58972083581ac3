/** An encoding of one or two bytes a character, with how well it explains a text: 0 for not at all, 1 for fully. */
export interface LegacyGuess {
  name: string;
  score: number;
}

/** Letters that are common in languages written in these encodings, beyond ASCII. */
const singleByte: readonly { name: string; letters: RegExp; bonus: number }[] = [
  {
    name: 'windows-1252',
    letters: /[éèêëàâäáãåæçíîïñóôöøõúûüßœÉÈÀÂÄÅÆÇÑÓÖØÜ’‘“”–—…€°§£«»¿¡ºª´]/u,
    bonus: 0.05,
  },
  {
    name: 'windows-1250',
    letters: /[łąęśżźćńóčšžřěůőűăţşđýďťňľĺôéíáäöüßŁŚŻŹĆČŠŽŘĎŤÁÉÍÓÚŮÝÖÜ„”–’]/u,
    bonus: 0,
  },
  { name: 'windows-1251', letters: /[а-яёіїєґўА-ЯЁІЇЄ№«»–—]/u, bonus: 0 },
  { name: 'koi8-r', letters: /[а-яёА-ЯЁ]/u, bonus: -0.02 },
  { name: 'ibm866', letters: /[а-яёА-ЯЁ№]/u, bonus: -0.02 },
  { name: 'windows-1253', letters: /[α-ωάέήίόύώϊϋςΑ-ΩΆΈΉΊΌΎΏ]/u, bonus: 0 },
  { name: 'windows-1254', letters: /[çğıöşüâîûÇĞİÖŞÜ]/u, bonus: 0 },
  { name: 'windows-1255', letters: /[א-ת]/u, bonus: 0 },
  { name: 'windows-1256', letters: /[ء-ي]/u, bonus: 0 },
  { name: 'macintosh', letters: /[éèêëàâäáçñóôöúûüßÉ’“”–—]/u, bonus: -0.1 },
];

/** Characters of two bytes: those that common texts are made of, by the code page that has them. */
const doubleByte: readonly { name: string; common: RegExp; odd: RegExp }[] = [
  { name: 'shift_jis', common: /[ぁ-んァ-ヶー一-鿿、。「」・０-９]/u, odd: /[｡-ﾟ\ue000-\uf8ff]/u },
  { name: 'euc-jp', common: /[ぁ-んァ-ヶー]/u, odd: /[｡-ﾟ]/u },
  { name: 'euc-kr', common: /[가-힣]/u, odd: /[一-鿿㐀-䶿]/u },
  {
    name: 'gb18030',
    common: /[一-鿿，。、：；（）「」]/u,
    odd: /[\ue000-\uf8ff㐀-䶿豈-﫿ⰰ-ⶀꀀ-꓿ꡀ-퟿]/u,
  },
  { name: 'big5', common: /[一-鿿，。、：；（）]/u, odd: /[\ue000-\uf8ff]/u },
];

/**
 * The likeliest encoding of a text that is not UTF-8: double-byte code pages where all of it is well-formed
 * and made of the characters that texts of their languages are made of; else the single-byte code page whose
 * characters are letters inside words. Windows-1252 where nothing tells. O(bytes × encodings).
 */
export function guessLegacyEncoding(head: Uint8Array): string {
  const east = bestOf(doubleByte.map((candidate) => scoreDoubleByte(head, candidate)));
  if (east.score > 0.75) return east.name;
  const west = bestOf(singleByte.map((candidate) => scoreSingleByte(head, candidate)));
  return west.score > 0 ? west.name : 'windows-1252';
}

function bestOf(guesses: readonly LegacyGuess[]): LegacyGuess {
  return guesses.reduce((best, next) => (next.score > best.score ? next : best));
}

function scoreDoubleByte(
  head: Uint8Array,
  { name, common, odd }: (typeof doubleByte)[number],
): LegacyGuess {
  const text = decode(head, name);
  const high = [...text].filter((letter) => letter > '\x7f');
  if (high.length === 0 || text.includes('\ufffd')) return { name, score: 0 };
  const share = (pattern: RegExp): number =>
    high.filter((letter) => pattern.test(letter)).length / high.length;
  if (name === 'gb18030' || name === 'big5') {
    return { name, score: share(common) - 3 * share(odd) - 2 * (1 - levelOneShare(head, name)) };
  }
  // Pairs that begin in the range of Hangul and kana are kanji or hanzi in the other code pages.
  return { name, score: share(common) + 0.05 - 2 * share(odd) };
}

/** Share of pairs that stand in the rows of the most used characters: elsewhere, Latin letters look like pairs. */
function levelOneShare(head: Uint8Array, name: string): number {
  let pairs = 0;
  let usual = 0;
  for (let at = 0; at + 1 < head.length; at += 1) {
    const [lead, trail] = [head[at]!, head[at + 1]!];
    if (lead < 0x81) continue;
    pairs += 1;
    at += 1;
    if (name === 'gb18030')
      usual += trail >= 0xa1 && (lead <= 0xa3 || (lead >= 0xb0 && lead <= 0xd7)) ? 1 : 0;
    else usual += lead >= 0xa1 && lead <= 0xc6 ? 1 : 0;
  }
  return pairs === 0 ? 0 : usual / pairs;
}

/** Letters count for, symbols inside words and capitals behind small letters against. */
function scoreSingleByte(
  head: Uint8Array,
  { name, letters, bonus }: (typeof singleByte)[number],
): LegacyGuess {
  const text = decode(head, name);
  let high = 0;
  let score = 0;
  for (const { 0: word } of text.matchAll(/[^\s,;|"\t]*[^\x00-\x7f][^\s,;|"\t]*/gu)) {
    for (const letter of word)
      if (letter > '\x7f') {
        high += 1;
        score += letters.test(letter) ? 1 : /\p{L}/u.test(letter) ? 0.2 : -0.5;
      }
    if (/\p{Ll}\p{Lu}/u.test(word)) score -= 0.7;
    if (
      /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]\p{Script=Latin}/u.test(
        word,
      )
    )
      score -= 1;
  }
  return { name, score: high === 0 ? 0 : score / high + bonus };
}

function decode(head: Uint8Array, name: string): string {
  return new TextDecoder(name).decode(head, { stream: true });
}
