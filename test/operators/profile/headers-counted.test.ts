import { beforeAll, describe, expect, it } from 'vitest';
import { readTextFacts } from '../../../src/data/texts/read-text-facts';
import { TextTally } from '../../../src/data/texts/text-tally';
import { quoteValue } from '../../../src/data/sql';
import type { TableInfo } from '../../../src/data/table';
import type { TextFacts } from '../../../src/data/texts/text-facts';
import { createRandom } from '../../../src/math/random';
import profileHeaders, { type HeadersReport } from '../../../src/operators/profile/headers';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;
const encoder = new TextEncoder();

beforeAll(async () => {
  engine = await createNodeEngine();
});

function countTexts(texts: readonly (string | null)[]): TextFacts {
  const tally = new TextTally();
  for (const text of texts) {
    const bytes = encoder.encode(text ?? '');
    if (text !== null) tally.add(bytes, 0, bytes.length);
  }
  return readTextFacts(tally.dictionary());
}

/** The pictures of a table with and without what was counted of its texts, and what the engine was asked for the first. */
async function drawBoth(
  texts: readonly (string | null)[],
  where = '',
): Promise<{ counted: HeadersReport; asked: HeadersReport; queries: string[] }> {
  const rows = texts.map((text, row) => `(${quoteValue(text)}::VARCHAR, ${row})`).join(', ');
  const table = await engine.table(`SELECT * FROM (VALUES ${rows}) AS t("the x", i)`);
  const facts = countTexts(texts);
  const queries: string[] = [];
  const context = engine.context();
  const draw = (known: ReadonlyMap<string, TextFacts>): Promise<HeadersReport> =>
    run(table, where, {
      ...context,
      columnTexts: async () => known,
      query: (sql) => {
        queries.push(sql);
        return context.query(sql);
      },
    });
  const counted = await draw(new Map([['the x', facts]]));
  const own = [...queries];
  return { counted, asked: await draw(new Map()), queries: own };
}

function run(
  table: TableInfo,
  where: string,
  context: ReturnType<NodeEngine['context']>,
): Promise<HeadersReport> {
  return profileHeaders.run({ table }, { where, columns: [] }, context) as Promise<HeadersReport>;
}

const random = createRandom(1, 'headers');
const phrases = Array.from({ length: 400 }, () =>
  Array.from(
    { length: 3 + random.below(30) },
    () => ['ah', 'so', 'über', '😀'][random.below(4)]!,
  ).join(' '),
);

const columns: [string, (string | null)[]][] = [
  ['categories', ['b', 'a', 'b', null, 'c', 'a', 'd', 'e', 'f', 'g', 'h', 'h', '']],
  [
    'ties in byte order',
    ['é', 'z', 'a', 'Z', 'ä', '中', '😀', 'é', 'z', 'a', 'Z', 'ä', '中', '😀'],
  ],
  [
    'long labels',
    ['ä'.repeat(90), 'ä'.repeat(90), `${'😀'.repeat(79)}xy`, '😀'.repeat(400), 'a', 'a'],
  ],
  ['identifiers', Array.from({ length: 50 }, (_, row) => `id-${row}`)],
  ['a constant', Array.from({ length: 30 }, () => 'same')],
  ['no value', [null, null, null]],
  ['phrases of many lengths', phrases],
  ['phrases of few lengths', ['a b c', 'd e f', 'g h ij', null, 'k l m']],
  ['phrases of one length', ['a b c', 'd e f', 'g h i', 'k l m']],
];

describe('profile.headers of texts that were counted while they were read', () => {
  it.each(columns)('draws %s as the engine would count them', async (_, texts) => {
    const { counted, asked } = await drawBoth(texts);
    expect(counted).toEqual(asked);
  });

  it('asks the engine for the other columns alone', async () => {
    const { queries } = await drawBoth(columns[0]![1]);
    expect(queries.length).toBeGreaterThan(0);
    expect(queries.filter((sql) => sql.includes('"the x"'))).toEqual([]);
  });

  it('asks the engine for all where only some rows are looked at', async () => {
    const { counted, asked, queries } = await drawBoth(columns[0]![1], 'i > 3');
    expect(counted).toEqual(asked);
    expect(queries.some((sql) => sql.includes('"the x"'))).toBe(true);
  });
});
