import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Paced } from '../../../src/state/screen/paced.svelte';

describe('Paced', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows the first value at once and the latest after the interval', () => {
    const paced = new Paced<number>(200);
    expect(paced.current).toBeUndefined();
    [1, 2, 3].forEach((value) => paced.offer(value));
    expect(paced.current).toBe(1);
    vi.advanceTimersByTime(200);
    expect(paced.current).toBe(3);
  });

  it('lets through five values a second of twenty that come', () => {
    const paced = new Paced<number>(200);
    const seen = new Set<number>();
    for (let value = 1; value <= 20; value += 1) {
      paced.offer(value);
      seen.add(paced.current!);
      vi.advanceTimersByTime(50);
    }
    expect([...seen]).toEqual([1, 4, 8, 12, 16]);
    vi.advanceTimersByTime(200);
    expect(paced.current).toBe(20);
  });

  it('shows a value at once after a silence', () => {
    const paced = new Paced<number>(200);
    paced.offer(1);
    vi.advanceTimersByTime(1000);
    paced.offer(2);
    expect(paced.current).toBe(2);
  });

  it('shows nothing once cleared, and leaves no timer', () => {
    const paced = new Paced<number>(200);
    paced.offer(1);
    paced.offer(2);
    paced.clear();
    expect(vi.getTimerCount()).toBe(0);
    expect(paced.current).toBeUndefined();
    paced.offer(3);
    expect(paced.current).toBe(3);
  });
});
