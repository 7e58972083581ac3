import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../../src/engine/decode/decoder';
import { sketchRange } from '../../../../src/engine/decode/sketch/sketch-file';
import { planCsvFile } from '../../../../src/engine/decode/csv/survey-csv';
import { sketchSize } from '../../../../src/data/sketch/sketch-size';
import { createRandom } from '../../../../src/math/random';
import { quantiles } from '../../../../src/math/quantiles';
import { readers } from '../../../support/readers';

const decoder = createDecoder(readers, [createDecoder(readers)]);
const random = createRandom(6);
const rowCount = 300_000;
const values = Float64Array.from(
  { length: rowCount },
  () => Math.round(random.normal() * 1e9) / 1e6,
);
const csv = new Blob([
  `id,value,word,seen,note\n${Array.from(
    values,
    (value, row) =>
      `${row},${row % 50 === 0 ? '' : value},${'abcd'[Math.floor(4 * random.next() ** 2)]},2020-01-${String(1 + (row % 28)).padStart(2, '0')},"line ${row}\nof, ""two"" and some more text that makes the file longer"`,
  ).join('\n')}\n"never closed\n`,
]);

describe('a file sketched in one pass', () => {
  it('has the statistics of its columns, exact or within their bounds', async () => {
    const read: number[] = [];
    const hooks = { onProgress: (bytes: number) => read.push(bytes) };
    const found = await decoder.sketchFile(csv, 'made.csv', {}, hooks);
    expect(csv.size).toBeGreaterThan(16 * 2 ** 20);
    expect(read.at(-1)).toBe(csv.size);
    expect(found).toMatchObject({ format: 'csv', rowCount, rejected: { count: 1 } });
    expect(found.rejected.lines[0]).toMatchObject({ line: 2 * rowCount + 2 });
    const [id, value, word, seen, note] = found.columns;
    expect(id).toMatchObject({
      type: 'BIGINT',
      missing: 0,
      numbers: { min: 0, max: rowCount - 1 },
    });
    expect(Math.abs(id!.distinct / rowCount - 1)).toBeLessThan(4 * id!.distinctError);
    const present = values.filter((_, row) => row % 50 !== 0);
    expect(value).toMatchObject({ type: 'DOUBLE', missing: rowCount / 50 });
    const { mean, quantiles: marks, rankError } = value!.numbers!;
    expect(mean).toBeCloseTo(present.reduce((sum, each) => sum + each, 0) / present.length, 6);
    expect(rankError).toBeGreaterThan(0);
    for (const { probability, value: mark } of marks) {
      const [low, high] = quantiles(present, [
        Math.max(0, probability - rankError),
        Math.min(1, probability + rankError),
      ]);
      expect(mark).toBeGreaterThanOrEqual(low!);
      expect(mark).toBeLessThanOrEqual(high!);
    }
    expect(value!.histogram!.counts.reduce((sum, count) => sum + count, 0)).toBe(present.length);
    expect(word).toMatchObject({
      kind: 'category',
      distinct: 4,
      distinctError: 0,
      top: { error: 0 },
    });
    expect(seen).toMatchObject({ type: 'DATE', distinct: 28 });
    expect(note!.texts!.count).toBe(rowCount);
  });

  it('is put right where a range began inside quotes', async () => {
    const plan = await planCsvFile(csv, 'made.csv', {});
    const size = sketchSize(plan.names.length, 0);
    const middle = Math.floor(csv.size / 2);
    const parts = [
      await sketchRange(csv, plan, [], size, { start: plan.dataStart, end: middle }),
      await sketchRange(csv, plan, [], size, { start: middle, end: csv.size }),
    ];
    expect(parts[0]!.next).toBe(parts[1]!.first);
    expect(parts[0]!.rowCount + parts[1]!.rowCount).toBe(rowCount);
  });

  it('is made of lines of JSON as well', async () => {
    const lines = new Blob(['{"a": 1, "b": "x"}\n{"a": 2.5}\n{"a": 2.5, "b": "y"}\nbad\n']);
    const found = await decoder.sketchFile(lines, 'a.ndjson', {});
    expect(found).toMatchObject({ format: 'ndjson', rowCount: 3, rejected: { count: 1 } });
    expect(found.columns[0]).toMatchObject({
      name: 'a',
      distinct: 2,
      numbers: { mean: 2, max: 2.5 },
    });
    expect(found.columns[1]).toMatchObject({ name: 'b', missing: 1, distinct: 2 });
  });

  it('is made of the chosen columns of files that are too wide to be a table', async () => {
    const count = 17_000;
    const names = Array.from({ length: count }, (_, column) => `c${column}`);
    const row = (first: number): string => names.map((_, column) => column + first).join(',');
    const csv = `${names.join(',')}\n${row(0)}\n${row(1)}\n${row(2)}\n`;
    const json = `{${names.map((name, column) => `"${name}": ${column}`).join(', ')}}\n{"c9": 11}\n`;
    for (const [text, name, rows, max] of [
      [csv, 'a.csv', 3, 11],
      [json, 'a.ndjson', 2, 11],
    ] as const) {
      const columns = ['c9', 'c16999'];
      const found = await decoder.sketchFile(new Blob([text]), name, { columns });
      expect(found.columns.map((column) => column.name)).toEqual(columns);
      expect([found.rowCount, found.columns[0]!.numbers!.max]).toEqual([rows, max]);
      expect(found.notes).toContain('2 columns of the 17,000 in the file were read, as chosen.');
    }
  });

  it('keeps to the columns that are chosen, and stops when told', async () => {
    const found = await decoder.sketchFile(csv, 'made.csv', { columns: ['word'] });
    expect(found.columns.map(({ name }) => name)).toEqual(['word']);
    const controller = new AbortController();
    const sketching = decoder.sketchFile(
      csv,
      'made.csv',
      {},
      {
        signal: controller.signal,
        onProgress: () => controller.abort(),
      },
    );
    await expect(sketching).rejects.toMatchObject({ code: 'cancelled' });
  });
});
