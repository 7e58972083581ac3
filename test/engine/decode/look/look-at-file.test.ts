import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sketchWords, type FileLook, type FileSketch } from '../../../../src/data/file-look';
import type { SourceOptions } from '../../../../src/data/source';
import { createDecoder } from '../../../../src/engine/decode/decoder';
import { createRandom } from '../../../../src/math/random';
import { readers } from '../../../support/readers';

const decoder = createDecoder(readers);

async function look(
  content: string | Uint8Array<ArrayBuffer>,
  name: string,
  options: SourceOptions = {},
): Promise<{ first?: FileLook; sketch?: FileSketch }> {
  let first: FileLook | undefined;
  const hooks = { onLook: (found: FileLook) => (first = found) };
  const sketch = await decoder.look(new Blob([content]), name, options, hooks);
  return { first, sketch };
}

const random = createRandom(3);
const rowCount = 120_000;
/** Rows whose length depends on their value, in an order that the value follows too. */
const values = Array.from(
  { length: rowCount },
  (_, row) => Math.floor(row / 1_000) + random.below(3),
);
const long = `id,value,word,note\n${values
  .map((value, row) => `${row},${value},${'abc'[row % 3]},"${'x'.repeat(value)}, ""y""\nz"`)
  .join('\n')}\n`;

describe('a first look at a file', () => {
  it('shows the first rows and counts all of a small CSV', async () => {
    const { first, sketch } = await look('a,b\n1,x\n2,\n3,"y, z"\n', 'small.csv');
    expect(first).toEqual({
      format: 'csv',
      columns: [
        { name: 'a', type: 'BIGINT' },
        { name: 'b', type: 'VARCHAR' },
      ],
      rows: [
        ['1', 'x'],
        ['2', null],
        ['3', 'y, z'],
      ],
    });
    expect(sketch).toMatchObject({ manner: 'all', sampledRows: 3, rowCount: 3, rowCountError: 0 });
    expect(sketch!.columns[1]).toMatchObject({ missing: 1, distinct: 2 });
    expect(sketchWords(sketch!)).toBe('Sketch from all 3 rows.');
  });

  it('shows lists of JSON as JSON', async () => {
    const { first } = await look(
      '{"a": [{"x": 1, "y": ["é"]}], "b": [1.5]}\n{"a": [], "b": null}\n',
      'a.ndjson',
    );
    expect(first!.rows).toEqual([
      ['[{"x":1,"y":["é"]}]', '[1.5]'],
      ['[]', null],
    ]);
  });

  it('draws rows from all over a long CSV, with line ends in quotes', async () => {
    const { first, sketch } = await look(long, 'long.csv');
    expect(first!.rows).toHaveLength(50);
    expect(first!.rows[49]![0]).toBe('49');
    expect(sketch!.manner).toBe('random');
    expect(sketch!.sampledRows).toBeLessThan(rowCount);
    expect(sketchWords(sketch!)).toMatch(
      /^Sketch from [\d,]+ rows drawn at random over the file\.$/,
    );
    const [id, value, word] = sketch!.columns;
    const mean = values.reduce((sum, each) => sum + each, 0) / rowCount;
    expect(Math.abs(value!.numbers!.mean / mean - 1)).toBeLessThan(0.03);
    expect(id!.numbers!.max).toBeGreaterThan(0.97 * rowCount);
    for (const { count } of word!.top.values)
      expect(count / sketch!.sampledRows).toBeCloseTo(1 / 3, 2);
    expect(Math.abs(sketch!.rowCount / rowCount - 1)).toBeLessThan(
      Math.max(0.05, sketch!.rowCountError),
    );
  });

  it('looks at lines of JSON the same way', async () => {
    const lines = values.map((value, row) => JSON.stringify({ row, value, note: 'y'.repeat(60) }));
    const { first, sketch } = await look(`${lines.join('\n')}\n`, 'lines.ndjson');
    expect(first!.columns.map(({ name }) => name)).toEqual(['row', 'value', 'note']);
    expect(first!.rows[7]!.slice(0, 2)).toEqual(['7', String(values[7])]);
    expect(sketch!.manner).toBe('random');
    expect(Math.abs(sketch!.rowCount / rowCount - 1)).toBeLessThan(0.02);
    expect(sketch!.columns[0]!.numbers!.max).toBeGreaterThan(0.97 * rowCount);
  });

  it('looks at the first rows of Parquet, and says so', async () => {
    const path = resolve(
      import.meta.dirname,
      '../../../../node_modules/vega-datasets/data/flights-3m.parquet',
    );
    const { first, sketch } = await look(new Uint8Array(readFileSync(path)), 'flights.parquet');
    expect(first!.rows).toHaveLength(50);
    expect(sketch).toMatchObject({ manner: 'first', sampledRows: 20_000, rowCount: 3_000_000 });
    expect(sketchWords(sketch!)).toBe('Sketch from the first 20,000 rows; others may differ.');
  });

  it.each([
    ['packed', gzipSync('a,b\n1,2\n') as Uint8Array<ArrayBuffer>, 'a.csv.gz'],
    ['one document of JSON', '[{"a": 1}]', 'a.json'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4), 'a.csv'],
    ['empty', '', 'a.csv'],
  ])('has nothing to say of a file that is %s', async (_, content, name) => {
    expect(await look(content, name)).toEqual({ first: undefined, sketch: undefined });
  });

  it('reads as the user has said', async () => {
    const { first } = await look('a;b,c\n1;2,3\n', 'odd.csv', { delimiter: ',', header: false });
    expect(first!.columns.map(({ name }) => name)).toEqual(['column1', 'column2']);
  });

  it('stops when told', async () => {
    const controller = new AbortController();
    controller.abort();
    const looking = decoder.look(new Blob([long]), 'a.csv', {}, { signal: controller.signal });
    await expect(looking).rejects.toMatchObject({ code: 'cancelled' });
  });
});
