import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/math/random';
import { countRecords } from '../support/count-records';
import { goodFiles } from '../support/good-files';
import { createImportHarness, type ImportHarness } from '../support/import-harness';
import { mutate } from '../support/mutate';
import { judge, type Outcome } from '../support/outcome';

const seedsPerFile = 80;
/** Nothing here should take a tenth of it; whatever does is a hang. */
const hangMs = 10_000;
const codes = ['unreadable_file', 'unsupported_format', 'empty_file', 'out_of_memory'];
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

describe('mutations of good files (read with all rows accounted for, or refused in words)', () => {
  it.for(goodFiles)('$name', { timeout: 240_000 }, async ({ name, bytes }, { task }) => {
    task.meta.inputs = seedsPerFile;
    const faults: string[] = [];
    for (let seed = 0; seed < seedsPerFile; seed += 1) {
      const damaged = mutate(bytes, createRandom(seed, name));
      const started = performance.now();
      try {
        await judge(harness, harness.read(damaged.bytes, name), (outcome) =>
          checkOutcome(outcome, damaged.bytes),
        );
        expect(performance.now() - started, 'time').toBeLessThan(hangMs);
      } catch (thrown) {
        faults.push(`seed ${seed} (${damaged.words}): ${String((thrown as Error).message)}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it.for(goodFiles)('reads $name while it is whole', ({ name, bytes }, { task }) => {
    task.meta.inputs = 0;
    return judge(harness, harness.read(bytes, name), (outcome) => {
      expect(outcome).toMatchObject({ table: { rowCount: 200, rejected: { count: 0 } } });
    });
  });
});

function checkOutcome(outcome: Outcome, bytes: Uint8Array<ArrayBuffer>): void {
  if ('refusal' in outcome) {
    expect(codes).toContain(outcome.refusal.code);
    expect(outcome.refusal.message).toMatch(/^"[^]+" .{10,}\.$/s);
    return;
  }
  const { rowCount, rejected, format, notes } = outcome.table;
  const expected = countRecords(bytes, format, notes);
  if (expected)
    expect(expected, `${format}: ${notes.join(' ')}`).toContain(rowCount + rejected.count);
}
