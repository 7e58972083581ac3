import { describe, expect, it } from 'vitest';
import { MemoryDirectory } from '../../../src/engine/storage/memory/memory-directory';
import { FaultyDirectory, type Gate } from '../../support/storage/faulty-directory';
import { findLosses, Journey } from '../../support/storage/journey';

const errors = [
  'QuotaExceededError',
  'AbortError',
  'InvalidStateError',
  'NotReadableError',
  'NoModificationAllowedError',
  'NotFoundError',
];

const codes = ['storage_full', 'storage_busy', 'storage_lost', 'storage_failed', 'storage_closed'];

/** Counts calls, and fails some of them. */
class FailingGate implements Gate {
  calls = 0;

  constructor(
    private readonly name: string,
    private readonly fails: (call: number, what: string) => boolean,
  ) {}

  pass(what: string): void {
    this.calls += 1;
    if (this.fails(this.calls, what))
      throw new DOMException(`call ${this.calls}: ${what}`, this.name);
  }
}

async function travel(gate: Gate, retries: number): Promise<string[]> {
  const root = new MemoryDirectory();
  const journey = new Journey(new FaultyDirectory(root, gate), retries);
  await journey.run();
  const wrong = await findLosses(root, journey);
  for (const { code, message } of journey.failures)
    if (!codes.includes(code)) wrong.push(`${code}: ${message}`);
  if (retries > 0 && journey.saved < journey.document.length) wrong.push('not all is saved');
  return wrong;
}

async function countCalls(): Promise<number> {
  const gate = new FailingGate('', () => false);
  expect(await travel(gate, 1)).toEqual([]);
  return gate.calls;
}

const calls = await countCalls();

const grows = new Set(['write', 'open', 'directory', 'flush']);

/** What fails: one call, all from one on, or of these only what takes room. */
const sweeps: [name: string, error: string, retries: number, fails: typeof isSinceAndGrows][] = [
  ...errors.map((error): (typeof sweeps)[number] => [`one ${error}`, error, 2, isNth]),
  ...errors.map((error): (typeof sweeps)[number] => [`every ${error} since`, error, 0, isSince]),
  ['a disk that is full since', 'QuotaExceededError', 0, isSinceAndGrows],
];

function isNth(call: number, nth: number): boolean {
  return call === nth;
}

function isSince(call: number, nth: number): boolean {
  return call >= nth;
}

function isSinceAndGrows(call: number, nth: number, what: string): boolean {
  return call >= nth && grows.has(what);
}

describe('Storage calls failing in turn', () => {
  it.each(sweeps)('loses nothing saved after %s', async (_, error, retries, fails) => {
    const wrong: string[] = [];
    for (let nth = 1; nth <= calls; nth += 1) {
      const gate = new FailingGate(error, (call, what) => fails(call, nth, what));
      wrong.push(...(await travel(gate, retries)).map((words) => `call ${nth}: ${words}`));
    }
    expect(wrong).toEqual([]);
  });

  it('did so at every call', ({ task }) => {
    task.meta.inputs = (calls - 1) * sweeps.length;
    expect(calls).toBeGreaterThan(250);
  });
});
