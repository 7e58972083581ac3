import { beforeAll, describe, expect, it } from 'vitest';
import { quoteValue } from '../../../src/data/sql';
import type { TextSummary } from '../../../src/methods/profile/text-summary';
import {
  readValueCounts,
  valueCountsQuery,
  type CountedColumn,
} from '../../../src/methods/profile/value-counts';
import { createNodeEngine, type NodeEngine } from '../../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

async function countExpression(
  expression: string,
  from = 'range(1000) AS r(i)',
): Promise<CountedColumn> {
  const table = await engine.table(`SELECT ${expression} AS "the ""x""" FROM ${from}`);
  const [column] = table.columns;
  const answer = await engine.query(valueCountsQuery(table.relation, column!));
  return readValueCounts(answer, column!.type);
}

async function countTexts(texts: (string | null)[]): Promise<CountedColumn> {
  const rows = texts.map((text) => `(${quoteValue(text)}::VARCHAR)`).join(', ');
  const { relation } = await engine.table(`SELECT * FROM (VALUES ${rows}) AS t(x)`);
  const answer = await engine.query(valueCountsQuery(relation, { name: 'x', type: 'VARCHAR' }));
  return readValueCounts(answer, 'VARCHAR');
}

async function summarize(texts: (string | null)[]): Promise<TextSummary> {
  return (await countTexts(texts)).text!;
}

describe('value counts', () => {
  it('are exact, and leave missing values and NaN out', async () => {
    const { values } = await countTexts(['a', 'b', 'a', null, 'c', 'a', 'b']);
    expect(values).toMatchObject({ present: 6, distinct: 3, once: 1 });
    expect(values.top).toEqual([
      { value: 'a', count: 3 },
      { value: 'b', count: 2 },
      { value: 'c', count: 1 },
    ]);
    expect(values.entropyBits).toBeCloseTo(1.4591479170272448, 12);
    const floats = await countExpression("CASE WHEN i < 10 THEN 'NaN'::DOUBLE ELSE 1.5 END");
    expect(floats.values).toMatchObject({ present: 990, distinct: 1, entropyBits: 0 });
  });

  it('name the twenty most frequent values, ties in order of value', async () => {
    const { values } = await countExpression("'v' || lpad((i % 50)::VARCHAR, 2, '0')");
    expect(values.top.map(({ value }) => value)).toEqual(
      Array.from({ length: 20 }, (_, at) => `v${String(at).padStart(2, '0')}`),
    );
    expect(values.top.every(({ count }) => count === 20)).toBe(true);
  });

  it('cut the label of a long value, with a sign', async () => {
    const { values } = await countTexts(['x'.repeat(1000), 'y'.repeat(300)]);
    expect(values.top.map(({ value }) => value)).toEqual([`${'x'.repeat(300)}…`, 'y'.repeat(300)]);
  });

  it('count nothing where there is nothing', async () => {
    const { values, text } = await countTexts([null, null]);
    expect(values).toEqual({ present: 0, distinct: 0, once: 0, entropyBits: 0, top: [] });
    expect(text).toMatchObject({ empty: 0, numbers: 0, lengths: [], nearSame: [] });
  });

  const types = [
    "CASE i % 2 WHEN 0 THEN 'a' ELSE 'b' END::ENUM('a', 'b')",
    '[i % 2]',
    "{'a': i % 2}",
    "MAP {'a': i % 2}",
    'union_value(a := i % 2)',
    'encode((i % 2)::VARCHAR)',
    '(i % 2)::BIT',
    "TIME '10:00:00' + to_hours(i % 2)",
    'to_hours(i % 2)',
    'md5((i % 2)::VARCHAR)::UUID',
    'i % 2 = 0',
    "(TIMESTAMP '2020-01-01' + to_days((i % 2)::INTEGER))::TIMESTAMPTZ",
    '(i % 2)::HUGEINT',
    '[i % 2]::BIGINT[1]',
  ];

  it.each(types)('work for %s', async (expression) => {
    const { values } = await countExpression(expression);
    expect(values).toMatchObject({ present: 1000, distinct: 2, once: 0 });
    expect(values.top.map(({ count }) => count)).toEqual([500, 500]);
  });
});

describe('text summary', () => {
  it('measures characters and words', async () => {
    const text = await summarize(['one', 'two words', 'a  b\tc\nd', '', '😀 é']);
    expect(text.length).toEqual({ min: 0, mean: 4.6, max: 9 });
    expect(text.words).toEqual({ mean: 1.8, max: 4 });
    expect(text.empty).toBe(1);
    expect(text.nonAscii).toBe(1);
  });

  it('counts rows by length in at most fifty bins', async () => {
    const { text } = await countExpression("repeat('x', (i % 400)::INTEGER)");
    expect(text!.lengths.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(text!.lengths.length).toBeLessThanOrEqual(50);
    expect(text!.lengths[0]!.from).toBe(0);
    const few = await summarize(['a', 'bb', 'cc']);
    expect(few.lengths).toEqual([
      { from: 1, count: 1 },
      { from: 2, count: 2 },
    ]);
  });

  it('counts blanks at the ends, and characters that could not be read', async () => {
    const text = await summarize([' a', 'a ', 'a\n', '\ta', 'a', 'b\uFFFDc']);
    expect(text.padded).toBe(4);
    expect(text.replaced).toBe(1);
  });

  it('counts spellings of missing apart, whatever their case and blanks', async () => {
    const text = await summarize([
      'NA',
      'n/a',
      'NULL',
      ' - ',
      '?',
      'None',
      '',
      '   ',
      'nan',
      'Nader',
      null,
    ]);
    const spellings = new Map(
      text.missingSpellings.map(({ spelling, count }) => [spelling, count]),
    );
    expect(spellings.get('')).toBe(2);
    expect([...spellings.keys()].sort()).toEqual([
      '',
      '-',
      '?',
      'NA',
      'NULL',
      'None',
      'n/a',
      'nan',
    ]);
  });

  it('counts numbers and dates, and neither infinity nor codes among them', async () => {
    const text = await summarize([
      '1',
      '-2.5',
      ' 3e4 ',
      '+7',
      'inf',
      'NaN',
      '1st',
      '2020-01-31',
      '2020-01-31 10:00:00',
      '2020-13-45',
    ]);
    expect(text.numbers).toBe(4);
    expect(text.isoDates).toBe(2);
  });

  it('finds dates in other usual forms', async () => {
    const { writtenDateShare } = await summarize([
      '27 May 2021',
      'May 3, 2021',
      '31/12/2020',
      'K2021',
    ]);
    expect(writtenDateShare).toBe(0.75);
  });

  it('counts what reaches a person', async () => {
    const text = await summarize([
      'ann@example.org',
      'no@',
      'a b@c.de',
      '+49 30 1234567',
      '030/1234567',
      '12345678',
    ]);
    expect(text.emails).toBe(1);
    expect(text.phones).toBe(2);
  });

  it('tells shapes: letters, digits and signs', async () => {
    const text = await summarize(['AB-12', 'Ç-7', 'x', '12.5']);
    expect(text.patterns).toEqual([
      { pattern: 'a-9', count: 2 },
      { pattern: '9.9', count: 1 },
      { pattern: 'a', count: 1 },
    ]);
  });
});

describe('near-same names', () => {
  const groupsOf = async (texts: string[]): Promise<string[][]> => {
    const { nearSame } = await summarize(texts);
    return nearSame.map(({ values }) => values.map(({ value }) => value));
  };

  it('differ in case, accents, punctuation, blanks and order of words', async () => {
    const cities = ['New York', 'new york', 'York, New', ' New  York ', 'Zürich', 'Zurich', 'Bern'];
    expect(await groupsOf([...cities, 'New York', 'n/a', 'NA'])).toEqual([
      ['New York', ' New  York ', 'York, New', 'new york'],
      ['Zurich', 'Zürich'],
    ]);
  });

  it('do not differ in signs that carry meaning', async () => {
    expect(
      await groupsOf(['<=50K', '>50K', '1-2', '12', '1.2', '-5', '5', 'A+', 'A', '10%', '10']),
    ).toEqual([]);
  });

  it('are not looked for among very many values', async () => {
    const { text } = await countExpression("'Value ' || i", 'range(20001) AS r(i)');
    expect(text).toMatchObject({ nearSame: [], nearSameSkipped: true, patternsCut: true });
  });
});
