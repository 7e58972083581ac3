import { describe, expect, it } from 'vitest';
import { engineWays } from '../../../../src/engine/walls/leak-test/engine-ways';
import { namedWays } from '../../../../src/engine/walls/leak-test/named-ways';
import { isNobodys, nobody } from '../../../../src/engine/walls/leak-test/nobody';
import { leakWays } from '../../../../src/engine/walls/leak-test/ways-out';

describe('table of ways out', () => {
  it('holds at least sixty for the page alone, and some for every realm', () => {
    const count = (realm: string): number => leakWays.filter((way) => way.realm === realm).length;
    expect(count('page')).toBeGreaterThan(60);
    expect(count('worker')).toBeGreaterThan(20);
    expect(count('engine')).toBe(engineWays.length);
  });

  it('names each way once, in words of its own', () => {
    const keys = leakWays.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const realm of ['page', 'worker', 'engine']) {
      const titles = leakWays.filter((way) => way.realm === realm).map(({ title }) => title);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('says of each way that is not tried what holds it', () => {
    for (const { title, held } of namedWays)
      expect([title, held.length > 40]).toEqual([title, true]);
  });

  it('leads to names that can be nobody’s', () => {
    for (const { id } of leakWays) {
      const { host, http, ws } = nobody(id);
      expect(host).toMatch(/^[a-z0-9-]{1,63}\.leak-test\.invalid$/);
      expect([isNobodys(http), isNobodys(ws)]).toEqual([true, true]);
    }
    expect(isNobodys('https://leak-test.example/')).toBe(false);
  });
});
