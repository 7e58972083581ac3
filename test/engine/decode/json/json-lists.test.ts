import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/math/random';
import type { ImportedTable } from '../../../../src/engine/decode/import-ports';
import { createImportHarness, type ImportHarness } from '../../../support/import-harness';

let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

const typesOf = (table: ImportedTable): string[] => table.columns.map(({ type }) => type);

describe('lists in JSON', () => {
  it.each<[string, string[], string, (string | null)[]]>([
    [
      'of whole numbers',
      ['[1, 2]', '[]', 'null', '[3, null]'],
      'BIGINT[]',
      ['[1, 2]', '[]', null, '[3, NULL]'],
    ],
    ['of fractions', ['[1.5]', '[2, 1e3]'], 'DOUBLE[]', ['[1.5]', '[2.0, 1000.0]']],
    [
      'of integers beyond 64 bits',
      ['[18446744073709551615]', '[-1]'],
      'HUGEINT[]',
      ['[18446744073709551615]', '[-1]'],
    ],
    ['of texts', ['["a", "b\\"c", ""]', '["é, ü"]'], 'VARCHAR[]', ["[a, 'b\"c', '']", "['é, ü']"]],
    ['of true and false', ['[true, false]', '[]'], 'BOOLEAN[]', ['[true, false]', '[]']],
    [
      'of days',
      ['["2020-02-29"]', '["1999-12-31", null]'],
      'DATE[]',
      ['[2020-02-29]', '[1999-12-31, NULL]'],
    ],
    [
      'of times with an offset',
      ['["2020-01-01T10:00:00+02:00"]'],
      'TIMESTAMP[]',
      ["['2020-01-01 08:00:00']"],
    ],
    [
      'of lists',
      ['[[1], [], [2, 3]]', '[]', '[null]'],
      'BIGINT[][]',
      ['[[1], [], [2, 3]]', '[]', '[NULL]'],
    ],
    ['of nothing', ['[]', '[null, null]'], 'VARCHAR[]', ['[]', '[NULL, NULL]']],
    [
      'of objects, whose members may be missing',
      ['[{"x": 1, "y": {"z": ["a"]}}, null, {"y": null}]', '[{"x": 2, "w": true}]'],
      'STRUCT(x BIGINT, y STRUCT(z VARCHAR[]), w BOOLEAN)[]',
      [
        "[{'x': 1, 'y': {'z': [a]}, 'w': NULL}, NULL, {'x': NULL, 'y': NULL, 'w': NULL}]",
        "[{'x': 2, 'y': NULL, 'w': true}]",
      ],
    ],
  ])('%s are lists', async (_, values, type, texts) => {
    const records = values.map((value, id) => `{"id": ${id}, "a": ${value}}`);
    for (const [text, name] of [
      [`[${records.join(',')}]`, 'a.json'],
      [records.join('\n'), 'a.ndjson'],
    ] as const) {
      const table = await harness.read(text, name);
      expect(typesOf(table)).toEqual(['BIGINT', type]);
      expect((await harness.texts(table)).map(([, value]) => value)).toEqual(texts);
    }
  });

  it.each([
    ['numbers and texts', '[1, "a"]', '["b"]'],
    ['objects and none', '[{"x": 1}, {}]', '[]'],
    ['objects and numbers', '[{"x": 1}, 2]', '[]'],
    ['members that do not agree', '[{"x": 1}, {"x": [2]}]', '[]'],
    ['members that differ by case alone', '[{"x": 1, "X": 2}]', '[]'],
    ['a member without a name', '[{"": 1}]', '[]'],
    ['lists and numbers', '[[1], 2]', '[]'],
  ])('stay JSON text where they do not agree: %s', async (_, first, second) => {
    const table = await harness.read(`[{"a": ${first}}, {"a": ${second}}]`, 'a.json');
    expect(typesOf(table)).toEqual(['VARCHAR']);
    expect(await harness.texts(table)).toEqual([
      [first.replaceAll(' ', '')],
      [second.replaceAll(' ', '')],
    ]);
    expect(table.notes).toEqual([
      '"a" holds lists whose values do not agree; they are kept as JSON text.',
    ]);
  });

  it('are open to SQL', async () => {
    const table = await harness.read(
      '{"id": 1, "tags": [{"n": "a", "w": 2}, {"n": "b", "w": 3}]}\n{"id": 2, "tags": []}\n',
      'a.ndjson',
    );
    const answer = await harness.engine.query(
      `SELECT id::INTEGER AS id, len(tags)::INTEGER AS n, tags[2].n AS second, list_sum([t.w for t in tags])::INTEGER AS w FROM ${table.relation}`,
    );
    expect(answer.texts('second')).toEqual(['b', null]);
    expect([...answer.numbers('n')]).toEqual([2, 0]);
    expect([...answer.numbers('w')]).toEqual([5, NaN]);
  });

  it('of a key that stands twice are those of the last one, at every depth', async () => {
    const table = await harness.read(
      '[{"a": [1, 2], "a": [3]}, {"a": [4], "a": null}, {"a": [5]}]',
      'a.json',
    );
    expect(await harness.texts(table)).toEqual([['[3]'], [null], ['[5]']]);
    const deep = await harness.read(
      '[{"a": [{"b": {"x": "long", "y": [1]}, "b": {"x": "s"}}, {"b": {"x": "t", "y": [2, 3]}, "b": null}]}, {"a": [{"b": {"y": [9, 8], "y": [7]}}]}]',
      'a.json',
    );
    expect(await harness.texts(deep)).toEqual([
      ["[{'b': {'x': s, 'y': NULL}}, {'b': NULL}]"],
      ["[{'b': {'x': NULL, 'y': [7]}}]"],
    ]);
    expect(deep.notes.join(' ')).toMatch('3 times, a record names a key twice');
  });

  it('are followed twenty levels deep, and deeper ones are text', async () => {
    const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(typesOf(await harness.read(`[{"a": ${nest(10)}}]`, 'a.json'))[0]).toBe(
      `VARCHAR${'[]'.repeat(10)}`,
    );
    const deep = await harness.read(`{"a": ${nest(500)}, "b": 1}`, 'a.json');
    expect(await harness.texts(deep)).toEqual([[nest(500), '1']]);
  });

  it('may have members of any name', async () => {
    const text = String.raw`[{"a": [{"__proto__": 1, "\"; DROP TABLE x; --": "y", "constructor": [2], "é\ud83d\ude00": true}]}]`;
    const table = await harness.read(text, 'a.json');
    const [[value]] = (await harness.texts(table)) as [[string]];
    expect(value).toContain("'__proto__': 1");
    expect(value).toContain("'é😀': true");
  });

  it('hold what JSON.parse finds, in 60 random documents of many pieces', async () => {
    const random = createRandom(7);
    for (let round = 0; round < 60; round += 1) {
      const shape = randomShape(random.next.bind(random), 3);
      const count = round === 0 ? 70_000 : 1 + Math.floor(random.next() * 200);
      const records = Array.from({ length: count }, (_, id) => ({
        id,
        a: [randomValue(random.next.bind(random), shape)],
      }));
      const text = records.map((record) => JSON.stringify(record)).join('\n');
      const table = await harness.read(text, 'a.ndjson');
      const values = await harness.values(table);
      const found = values.map(([, value]) => plain(value));
      const expected = records.map(({ a }) => filled(a, [shape]));
      expect(found).toEqual(expected);
    }
  }, 60_000);
});

type Shape = 'number' | 'text' | 'boolean' | [Shape] | { [name: string]: Shape };

function randomShape(next: () => number, depth: number): Shape {
  const pick = next();
  if (depth === 0 || pick < 0.4)
    return (['number', 'text', 'boolean'] as const)[Math.floor(next() * 3)]!;
  if (pick < 0.7) return [randomShape(next, depth - 1)];
  const names = ['x', 'y', 'z'].slice(0, 1 + Math.floor(next() * 3));
  return Object.fromEntries(names.map((name) => [name, randomShape(next, depth - 1)]));
}

function randomValue(next: () => number, shape: Shape): unknown {
  if (next() < 0.1) return null;
  if (shape === 'number') return Math.floor(next() * 1000) / 8;
  if (shape === 'text') return `t${'é'.repeat(Math.floor(next() * 5))}`;
  if (shape === 'boolean') return next() < 0.5;
  if (Array.isArray(shape))
    return Array.from({ length: Math.floor(next() * 4) }, () => randomValue(next, shape[0]));
  const entries = Object.entries(shape).filter((_, place) => place === 0 || next() < 0.8);
  return Object.fromEntries(entries.map(([name, member]) => [name, randomValue(next, member)]));
}

/** With `null` for members that are missing. */
function filled(value: unknown, shape: Shape): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(shape)) return (value as unknown[]).map((each) => filled(each, shape[0]));
  if (typeof shape === 'string') return value;
  const members = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(shape).map(([name, member]) => [name, filled(members[name], member)]),
  );
}

/** Vectors as arrays, 64-bit integers as numbers. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value !== 'object') return value ?? null;
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as unknown as ArrayLike<unknown>, plain);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
