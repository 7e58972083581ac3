import { describe, expect, it } from 'vitest';
import { prefetch } from '../../../src/operators/profile/prefetch';

describe('prefetch', () => {
  it('answers in order, one question ahead', async () => {
    const log: string[] = [];
    const ask = async (item: number): Promise<number> => {
      log.push(`ask ${item}`);
      return item * 10;
    };
    for await (const [item, answer] of prefetch([1, 2, 3], ask)) log.push(`${item}: ${answer}`);
    expect(log).toEqual(['ask 1', 'ask 2', '1: 10', 'ask 3', '2: 20', '3: 30']);
  });

  it('fails with the question that failed, and leaves none open when it ends early', async () => {
    const failing = async (item: number): Promise<number> => {
      if (item > 1) throw new RangeError(`no ${item}`);
      return item;
    };
    const seen: number[] = [];
    const use = async (): Promise<void> => {
      for await (const [item] of prefetch([1, 2, 3], failing)) seen.push(item);
    };
    await expect(use()).rejects.toThrow('no 2');
    expect(seen).toEqual([1]);
    let open = 0;
    const slow = async (item: number): Promise<number> => {
      open += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
      open -= 1;
      return item;
    };
    for await (const [item] of prefetch([1, 2, 3], slow)) if (item === 1) break;
    expect(open).toBe(0);
  });
});
