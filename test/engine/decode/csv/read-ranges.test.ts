import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../../src/math/random';
import type { CsvPlan } from '../../../../src/data/formats/csv/csv-plan';
import {
  readRanges,
  type RangeEnds,
  type RangeTask,
} from '../../../../src/engine/decode/csv/read-ranges';
import {
  createSurveyor,
  planCsvFile,
  rewriteCsv,
  surveyCsv,
  type Surveyor,
} from '../../../../src/engine/decode/csv/survey-csv';

const surveyor = createSurveyor();
const head = 'id,name,note,amount\n';

async function plan(text: string): Promise<[Blob, CsvPlan]> {
  const file = new Blob([text]);
  return [file, await planCsvFile(file, 'a.csv', {})];
}

/** Rows with line ends, delimiters and quotes inside quotes, bad lines, blank ones and mixed line ends. */
function messyCsv(random: Random, rows: number): string {
  const oneOf = (list: readonly string[]): string => list[random.below(list.length)]!;
  const values = ['x', '', '"a\nb"', '"a,b"', '"say ""yes"""', '"\r\n"', ' "loose" x', 'é', '7'];
  const odd = ['1,2\n', '"never closed,1,2,3\n', '\n', '  \n', '1,2,3,4,5\n', '1,"a" b,c,d\n'];
  const lines = Array.from({ length: rows }, (_, row) =>
    random.below(12) === 0
      ? oneOf(odd)
      : `${row},${oneOf(values)},${oneOf(values)},${random.below(1000) / 8}${oneOf(['\n', '\n', '\r\n'])}`,
  );
  return head + lines.join('');
}

describe('a CSV read by ranges', () => {
  it('says the same as read in one piece, wherever it is cut', async () => {
    const random = createRandom(7, 'ranges');
    for (let round = 0; round < 60; round += 1) {
      const [file, how] = await plan(messyCsv(random, 40 + random.below(60)));
      const whole = await surveyCsv([surveyor], file, how, [], {}, file.size);
      const size = 20 + random.below(400);
      const workers = Array.from({ length: 3 }, () => surveyor);
      const found = await surveyCsv(workers, file, how, [], {}, size);
      expect({ ...found, texts: [] }).toEqual({ ...whole, texts: [] });
    }
  });

  it('is read once more where a guess was wrong, so that text like rows inside quotes is text', async () => {
    const trap = `1,"${'2,b,c,4\n'.repeat(300)}",c,4\n`;
    const [file, how] = await plan(head + '1,a,b,2\n'.repeat(5) + trap + '3,a,b,5\n'.repeat(5));
    const starts: (number | undefined)[] = [];
    const watched: Surveyor = {
      ...surveyor,
      surveyRange: (blob, given, missing, task, hooks) => {
        starts.push(task.first);
        return surveyor.surveyRange(blob, given, missing, task, hooks);
      },
    };
    const findings = await surveyCsv([watched], file, how, [], {}, 500);
    expect(findings).toMatchObject({ rowCount: 11, rejected: { count: 0 } });
    expect(starts.some((first) => first !== undefined)).toBe(true);
  });

  it('hands each answer on in order, before the next range is read', async () => {
    const [file, how] = await plan(head + '1,a,b,2\n'.repeat(100));
    const events: string[] = [];
    const read = (_: unknown, { start, end }: RangeTask): Promise<RangeEnds> => {
      events.push(`read ${start}`);
      const at = (place: number): number =>
        head.length + 8 * Math.ceil((Math.min(place, file.size) - head.length) / 8);
      return Promise.resolve({ first: at(start), next: at(end) });
    };
    const kept = await readRanges(
      [0],
      file,
      how,
      read,
      ({ first }) => {
        events.push('kept');
        return first;
      },
      {},
      300,
    );
    expect(events.map((event) => event.split(' ')[0])).toEqual([
      'read',
      'kept',
      'read',
      'kept',
      'read',
      'kept',
    ]);
    expect(kept).toEqual([20, 324, 620]);
  });

  it('tells codes with leading zeros and few odd texts from any range', async () => {
    const rows = (name: string): string => `1,${name},b,2\n`.repeat(50);
    const [file, how] = await plan(`${head}${rows('12')}2,007,-,3\n${rows('13')}${rows('?')}`);
    const { types } = await surveyCsv([surveyor], file, how, [], {}, 100);
    expect(types[1]).toMatchObject({
      sql: 'VARCHAR',
      note: 'holds digits with leading zeros, such as "007"; it is kept as text.',
    });
  });

  it('may have a record longer than several ranges', async () => {
    const [file, how] = await plan(`${head}1,"${'long '.repeat(1000)}",c,4\n2,b,c,5\n`);
    const findings = await surveyCsv([surveyor, surveyor], file, how, [], {}, 100);
    expect(findings).toMatchObject({ rowCount: 2, longestRecordBytes: 5009 });
  });

  it('tells how far all ranges together are', async () => {
    const [file, how] = await plan(head + '1,a,b,2\n'.repeat(100));
    const seen: number[] = [];
    const hooks = { onProgress: (bytes: number) => void seen.push(bytes) };
    await surveyCsv([surveyor, surveyor], file, how, [], hooks, 100);
    expect(seen.at(-1)).toBe(file.size);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });

  it('stops in all workers when one fails, and fails as that one did', async () => {
    const [file, how] = await plan(head + '1,a,b,2\n'.repeat(100));
    const stopped: boolean[] = [];
    const failing: Surveyor = {
      ...surveyor,
      surveyRange: () => Promise.reject(new RangeError('broken')),
    };
    const waiting: Surveyor = {
      ...surveyor,
      surveyRange: (_, __, ___, ____, hooks) =>
        new Promise((_resolve, reject) =>
          hooks?.signal?.addEventListener('abort', () => {
            stopped.push(true);
            reject(new RangeError('stopped'));
          }),
        ),
    };
    await expect(surveyCsv([waiting, failing], file, how, [], {}, 100)).rejects.toThrow('broken');
    expect(stopped).toEqual([true]);
  });

  it('stops when told, before and while it reads', async () => {
    const [file, how] = await plan(head + '1,a,b,2\n'.repeat(2000));
    const controller = new AbortController();
    const hooks = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(surveyCsv([surveyor], file, how, [], hooks, 1000)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(surveyCsv([surveyor], file, how, [], hooks)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('is written anew whole', async () => {
    const [file, how] = await plan(`${head}1,"a\nb",c,2\n1,2\n3,d,e,4\n`);
    expect(await (await rewriteCsv(file, how)).text()).toBe('1,"a\nb",c,2\n3,d,e,4\n');
  });
});
