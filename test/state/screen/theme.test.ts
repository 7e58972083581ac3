import { describe, expect, it } from 'vitest';
import { ThemeState } from '../../../src/state/screen/theme.svelte';
import { FakeMediaQuery } from '../media-query';

class MemoryStorage implements Pick<Storage, 'getItem' | 'setItem'> {
  readonly values = new Map<string, string>();
  getItem = (key: string): string | null => this.values.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.values.set(key, value);
}

const create = (
  isDark: boolean,
  storage: Partial<Storage> = new MemoryStorage(),
): [ThemeState, FakeMediaQuery] => {
  const query = new FakeMediaQuery(isDark);
  return [new ThemeState(query, storage as Storage), query];
};

describe('ThemeState', () => {
  it('follows the system until the person chooses', () => {
    const [theme, system] = create(false);
    expect(theme.current).toBe('light');
    system.set(true);
    expect(theme.current).toBe('dark');
    theme.choose('light');
    expect(theme.current).toBe('light');
    theme.choose('system');
    expect(theme.current).toBe('dark');
  });

  it('flips to the other one, whatever the system says', () => {
    const [theme] = create(true);
    theme.flip();
    expect(theme.current).toBe('light');
    theme.flip();
    expect(theme.choice).toBe('dark');
  });

  it('remembers the choice', () => {
    const storage = new MemoryStorage();
    create(false, storage)[0].choose('dark');
    expect(create(false, storage)[0].current).toBe('dark');
  });

  it('does not mind a storage that refuses, or holds something else', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const [theme] = create(false, { getItem: refuse, setItem: refuse });
    theme.choose('dark');
    expect(theme.current).toBe('dark');
    expect(create(false, { getItem: () => 'mauve' })[0].choice).toBe('system');
  });
});
