import { beforeAll, describe, expect, it } from 'vitest';
import { readTextFacts } from '../../../src/data/texts/read-text-facts';
import { TextTally } from '../../../src/data/texts/text-tally';
import { quoteValue } from '../../../src/data/sql';
import { createRandom } from '../../../src/math/random';
import { countedTextsQuery, readCountedTexts } from '../../../src/methods/profile/counted-texts';
import { readParts, type Parts } from '../../../src/methods/profile/parts';
import {
  readValueCounts,
  valueCountsQuery,
  type CountedColumn,
} from '../../../src/methods/profile/value-counts';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
const encoder = new TextEncoder();
const nothing: Parts = { rows: () => [], number: () => 0 };

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** The same column counted by the engine, and counted text by text. */
async function countBoth(texts: (string | null)[]): Promise<[CountedColumn, CountedColumn]> {
  const rows = texts.map((text) => `(${quoteValue(text)}::VARCHAR)`).join(', ');
  const { relation } = await engine.table(`SELECT * FROM (VALUES ${rows}) AS t("the x")`);
  const answer = await engine.query(valueCountsQuery(relation, { name: 'the x', type: 'VARCHAR' }));
  const tally = new TextTally();
  for (const text of texts) {
    const bytes = encoder.encode(text ?? '');
    if (text !== null) tally.add(bytes, 0, bytes.length);
  }
  const facts = readTextFacts(tally.dictionary());
  const sql = countedTextsQuery(relation, 'the x', facts);
  const parts = sql === undefined ? nothing : readParts(await engine.query(sql));
  return [readValueCounts(answer, 'VARCHAR'), readCountedTexts(facts, parts)];
}

const columns: [string, (string | null)[]][] = [
  ['none', [null, null]],
  ['words', ['one', 'two words', 'a  b\tc\nd', '', '😀 é', 'x y z', 'x y z']],
  ['blanks', [' a', 'a ', 'a\n', '\ta', 'a', 'b\uFFFDc', '   ', ' '.repeat(20), '\u00a0']],
  [
    'spellings',
    ['NA', 'na', ' N/A ', 'null', 'None', '-', '?', '', 'nancy', 'n', '#N/A', 'NA\u00a0'],
  ],
  [
    'numbers',
    [
      '1',
      '-2.5',
      '1e5',
      ' 7 ',
      '1_000',
      'inf',
      '-inf',
      'nan',
      '.5',
      '5.',
      '+3',
      '1e999',
      '0x10',
      '12a',
    ],
  ],
  [
    'dates',
    [
      '2020-01-01',
      '2020-1-1',
      '2020-02-30',
      '2021-03-04 05:06:07',
      '27 May 2021',
      '5/27/2021',
      '1.2.2020',
      'in 2020',
    ],
  ],
  [
    'addresses',
    [
      'ann@example.org',
      'a@b',
      'ümit@exämple.de',
      '+49 123 456789',
      '(030) 1234567',
      '00491234567',
      '012',
    ],
  ],
  ['near-same', ['New York', 'new york', 'New  York.', 'Münster', 'munster', 'a', "it's", 'its']],
  ['long', ['x'.repeat(1000), 'y'.repeat(300), '😀'.repeat(301), 'z'.repeat(299)]],
  ['ties', Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0x61 + index * 997))],
];

describe('texts counted while they are read', () => {
  it.each(columns)('say what the engine says of a column of %s', async (_, texts) => {
    const [engines, ours] = await countBoth(texts);
    expect(ours).toEqual(engines);
  });

  it('say what the engine says of thousands of odd texts', async () => {
    const random = createRandom(9, 'odd texts');
    const pieces = [
      'a',
      'B',
      '7',
      '-',
      ' ',
      '.',
      '@',
      'é',
      '\t',
      '2020',
      'NA',
      '+',
      'ß',
      '界',
      "'",
      '0',
    ];
    const texts = Array.from({ length: 4_000 }, () =>
      random.below(20) === 0
        ? null
        : Array.from({ length: random.below(9) }, () => pieces[random.below(pieces.length)]!).join(
            '',
          ),
    );
    const [engines, ours] = await countBoth(texts);
    expect(ours).toEqual(engines);
  });

  it('are asked of the engine as a whole where too many may be something', async () => {
    const texts = Array.from({ length: 3_000 }, (_, index) => `${index % 2_500}`);
    const [engines, ours] = await countBoth(texts);
    expect(ours.text!.numbers).toBe(3_000);
    expect(ours).toEqual(engines);
  });
});
