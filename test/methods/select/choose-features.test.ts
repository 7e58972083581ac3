import { describe, expect, it } from 'vitest';
import { applyChoice, chooseFeatures } from '../../../src/methods/select/choose-features';
import { rankSignals, type ColumnSignal } from '../../../src/methods/select/column-signal';
import type { Leak } from '../../../src/methods/select/leak-rules';

const noTwins = { keptOf: new Map<string, string>() };

describe('rankSignals', () => {
  it('ranks by signal and asks for p below 0.05 ÷ columns', () => {
    const ranked = rankSignals([signal('a', 0.1, 0.04), signal('b', 0.2, 0.02), signal('c', 0, 1)]);
    expect(ranked.map(({ column }) => column)).toEqual(['b', 'a', 'c']);
    expect(ranked.map(({ beyondChance }) => beyondChance)).toEqual([false, false, false]);
    expect(rankSignals([signal('a', 0.1, 0.04)])[0].beyondChance).toBe(true);
  });
});

describe('chooseFeatures', () => {
  it('keeps what tells something and says how much', () => {
    expect(chooseFeatures([signal('a', 0.1, 0)], noTwins)).toEqual([
      { column: 'a', chosen: true, reason: 'tells 10.0 % of what there is to know (rank 1)' },
    ]);
  });

  it('leaves out what could fool, what is chance, and what is said already', () => {
    const leak: Leak = {
      rule: 'near-unique',
      columns: ['a'],
      level: 'warning',
      value: 1,
      text: '',
    };
    const verdicts = chooseFeatures(
      [
        { ...signal('a', 0.3, 0), leaks: [leak] },
        signal('b', 0.2, 0),
        signal('c', 0.2, 0),
        { ...signal('d', 0.001, 0.4), beyondChance: false },
      ],
      {
        keptOf: new Map([
          ['b', 'b'],
          ['c', 'b'],
        ]),
      },
    );
    expect(verdicts.map(({ chosen }) => chosen)).toEqual([false, true, false, false]);
    expect(verdicts.map(({ reason }) => reason).slice(2)).toEqual([
      'says exactly the same as b',
      'tells nothing beyond chance (p = 0.4)',
    ]);
  });

  it('keeps text, whose words it has not looked at', () => {
    const text = { ...signal('t', 0, 1), kind: 'text' as const, beyondChance: false };
    expect(chooseFeatures([text], noTwins)[0]).toMatchObject({ chosen: true });
  });
});

describe('applyChoice', () => {
  it('keeps the advice beside what a person chose', () => {
    const verdicts = [
      { column: 'a', chosen: true, reason: 'tells much' },
      { column: 'b', chosen: false, reason: 'names rows' },
      { column: 'c', chosen: true, reason: 'tells more' },
    ];
    expect(applyChoice(verdicts, ['b', 'c'])).toEqual([
      { column: 'a', chosen: false, reason: 'left out by hand, although it tells much' },
      { column: 'b', chosen: true, reason: 'chosen by hand, although it names rows' },
      { column: 'c', chosen: true, reason: 'tells more' },
    ]);
  });
});

function signal(column: string, score: number, pValue: number): ColumnSignal {
  return {
    column,
    kind: 'number',
    distinct: 9,
    beyondChance: true,
    leaks: [],
    scores: {
      coding: 'values',
      levels: 9,
      rows: 100,
      information: { plugIn: score, baseline: 0, upper95: 0, pValue, score, shuffles: 100 },
      shareOfEntropy: score,
      byValue: { plugIn: score, baseline: 0 },
      isBijection: false,
    },
  };
}
