import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../src/math/random';
import { MemoryDirectory } from '../../../src/engine/storage/memory/memory-directory';
import {
  FaultyDirectory,
  type Gate,
  type UnsafeFile,
} from '../../support/storage/faulty-directory';
import { findLosses, Journey } from '../../support/storage/journey';

/** The machine stops at one call: nothing is done after it, and what was not flushed is there in part. */
class CrashGate implements Gate {
  calls = 0;
  isDown = false;
  readonly #files: UnsafeFile[] = [];

  constructor(
    private readonly at: number,
    private readonly random: Random,
  ) {}

  opened(file: UnsafeFile): void {
    this.#files.push(file);
  }

  /** A write that the machine stops in has been done up to some byte. */
  written(sizeBytes: number): number {
    if (this.isDown) return 0;
    return this.calls + 1 === this.at ? this.random.below(sizeBytes) : sizeBytes;
  }

  async pass(): Promise<void> {
    this.calls += 1;
    if (this.calls === this.at) await this.#stop();
    if (this.isDown) throw Object.assign(new Error('the machine stopped'), { name: 'Crash' });
  }

  async #stop(): Promise<void> {
    this.isDown = true;
    for (const { inner, flushedBytes, isClosed } of this.#files) {
      if (isClosed) continue;
      const unsafe = (await inner.size()) - flushedBytes;
      if (unsafe > 0) {
        const kept = this.random.below(unsafe + 1);
        await inner.truncate(flushedBytes + kept);
        if (kept > 0 && this.random.below(3) === 0)
          await inner.write(Uint8Array.of(this.random.below(256)), flushedBytes + kept - 1);
      }
      await inner.close();
    }
  }
}

async function crash(at: number, random: Random): Promise<{ wrong: string[]; calls: number }> {
  const root = new MemoryDirectory();
  const gate = new CrashGate(at, random);
  const journey = new Journey(new FaultyDirectory(root, gate), 0);
  await journey.run().catch((thrown: Error) => {
    if (thrown.name !== 'Crash') throw thrown;
  });
  return { wrong: await findLosses(root, journey), calls: gate.calls };
}

const { calls } = await crash(Infinity, createRandom(0));

describe('Storage when the machine stops', () => {
  it('loses nothing saved at any call, torn in two ways', async ({ task }) => {
    task.meta.inputs = 2 * calls;
    const wrong: string[] = [];
    for (let trial = 0; trial < 2 * calls; trial += 1) {
      const at = 1 + (trial % calls);
      const found = await crash(at, createRandom(trial));
      wrong.push(...found.wrong.map((words) => `call ${at}: ${words}`));
    }
    expect(wrong).toEqual([]);
  });
});
