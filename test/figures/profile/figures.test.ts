import { describe, expect, it } from 'vitest';
import { applyTheme } from '../../../src/figures/palette';
import { drawAssociationMap } from '../../../src/figures/profile/association-map';
import { drawCountsByPart, weekdayNames } from '../../../src/figures/profile/counts-by-part';
import { drawHistogram } from '../../../src/figures/profile/histogram';
import { formatTime, shortLabel } from '../../../src/figures/profile/labels';
import { drawMissingShares } from '../../../src/figures/profile/missing-shares';
import { drawTopValues } from '../../../src/figures/profile/top-values';

describe('drawHistogram', () => {
  const bins = { edges: [0, 2, 4, 8], counts: [5, 3, 1] };

  it('draws bars as wide as their bins, and names them on hover', () => {
    const { data, layout } = drawHistogram('age', bins, {
      scale: 'number',
      whole: false,
      median: 1.5,
    });
    expect(data[0]).toMatchObject({ x: [1, 3, 6], width: [2, 2, 4], y: [5, 3, 1] });
    expect(data[0]!.customdata).toEqual(['0 to 2', '2 to 4', '4 to 8']);
    expect(layout.shapes).toHaveLength(1);
    expect(layout.yaxis!.type).toBeUndefined();
  });

  it('says what is to be seen, with numbers', () => {
    const { alt } = drawHistogram('age', bins, { scale: 'number', whole: false, median: 1.5 });
    expect(alt).toBe(
      'Histogram of age: 9 values between 0 and 8, median 1.5. Most stand at 0 to 2: 5, 55.6 %.',
    );
  });

  it('names whole numbers, not edges between them', () => {
    const whole = { edges: [-0.5, 0.5, 1.5, 3.5], counts: [1, 2, 3] };
    const { data, alt } = drawHistogram('n', whole, {
      scale: 'number',
      whole: true,
      range: [0, 3],
    });
    expect(data[0]!.customdata).toEqual(['0', '1', '2 to 3']);
    expect(alt).toContain('between 0 and 3');
  });

  it('goes by powers of ten where one bin holds nearly all', () => {
    const tall = { edges: [0, 1, 2], counts: [950, 50] };
    const { layout } = drawHistogram('gain', tall, { scale: 'number', whole: false });
    expect(layout.yaxis!.type).toBe('log');
    const single = { edges: [0, 1, 2], counts: [950, 0] };
    expect(
      drawHistogram('gain', single, { scale: 'number', whole: false }).layout.yaxis!.type,
    ).toBeUndefined();
  });

  it('has an axis of dates for times', () => {
    const time = { edges: [0, 86_400_000], counts: [2] };
    const { layout, alt } = drawHistogram('day', time, { scale: 'time', whole: false });
    expect(layout.xaxis!.type).toBe('date');
    expect(alt).toContain('between 1970-01-01 and 1970-01-02');
  });

  it('draws nothing of nothing', () => {
    const { alt, data } = drawHistogram(
      'x',
      { edges: [], counts: [] },
      { scale: 'number', whole: false },
    );
    expect(alt).toBe('x: no values to draw.');
    expect(data[0]!.x).toEqual([]);
  });
});

describe('drawTopValues', () => {
  const many = Array.from({ length: 20 }, (_, at) => ({ value: `v${at}`, count: 40 - at }));

  it('draws a dozen values, all others and the missing ones apart', () => {
    const { data, alt } = drawTopValues('town', many, 1000, 200);
    const bars = data[0]!;
    expect(bars.x).toHaveLength(14);
    expect((bars.x as number[]).reduce((sum, count) => sum + count, 0)).toBe(1200);
    expect(bars.meta!.roles!.slice(-3)).toEqual(['primary', 'neutral', 'neutral']);
    expect(alt).toMatch(
      /^Bars of the 12 most frequent values of town: v0 in 40 rows \(3\.3 %\); 586 rows hold others; 200 have none\.$/,
    );
  });

  it('leaves out bars for others and missing where there are none', () => {
    const { data } = drawTopValues(
      'sex',
      [
        { value: 'f', count: 3 },
        { value: 'm', count: 2 },
      ],
      5,
      0,
    );
    expect(data[0]!.x).toEqual([3, 2]);
  });

  it('keeps equal labels apart', () => {
    const long = 'x'.repeat(60);
    const { data, layout } = drawTopValues(
      'x',
      [
        { value: `${long}1`, count: 2 },
        { value: `${long}2`, count: 1 },
      ],
      3,
      0,
    );
    expect(data[0]!.y).toEqual([0, 1]);
    expect(new Set(layout.yaxis!.ticktext as string[]).size).toBe(1);
  });
});

describe('drawMissingShares', () => {
  it('puts the emptiest column on top, and says how many it draws', () => {
    const shares = Array.from({ length: 50 }, (_, at) => ({ column: `c${at}`, share: at / 100 }));
    const { data, alt } = drawMissingShares(shares, 60);
    expect(data[0]!.x).toHaveLength(40);
    expect((data[0]!.x as number[])[0]).toBe(0.49);
    expect(alt).toBe(
      'Bars of the share of missing values in 50 columns of 60; the emptiest is c49 with 49.0 %. The 40 emptiest are drawn.',
    );
  });
});

describe('drawAssociationMap', () => {
  const map = (names: string[]) =>
    drawAssociationMap({
      names,
      cell: (row, column) => ({
        strength: row + column === 1 ? 0.5 : NaN,
        words: `${row} ${column}`,
      }),
      strongest: 'a and b.',
    });

  it('leaves the diagonal and pairs without a value empty', () => {
    const { z } = map(['a', 'b', 'c']).data[0] as unknown as { z: (number | null)[][] };
    expect(z).toEqual([
      [null, 0.5, null],
      [0.5, null, null],
      [null, null, null],
    ]);
  });

  it('writes numbers into the cells while they fit', () => {
    expect(map(['a', 'b']).data[0]).toHaveProperty('texttemplate');
    expect(map(Array.from({ length: 20 }, (_, at) => `${at}`)).data[0]).not.toHaveProperty(
      'texttemplate',
    );
  });
});

describe('drawCountsByPart', () => {
  it('keeps the order of the parts, and names the fullest and the emptiest', () => {
    const { data, alt } = drawCountsByPart('day', 'weekday', weekdayNames, [3, 1, 4, 1, 5, 9, 2]);
    expect(data[0]!.y).toEqual([3, 1, 4, 1, 5, 9, 2]);
    expect(alt).toBe('Bars of 25 rows of day by weekday: most at Sat (9), least at Tue (1).');
  });
});

describe('labels', () => {
  it('make empty and blank values visible, and cut long ones', () => {
    expect(shortLabel('')).toBe('(empty text)');
    expect(shortLabel('  ')).toBe('(blanks)');
    expect(shortLabel('abcdef', 4)).toBe('abc…');
  });

  it('leave out a time of midnight, and do not fail beyond the calendar', () => {
    expect(formatTime(0)).toBe('1970-01-01');
    expect(formatTime(60_000)).toBe('1970-01-01 00:01');
    expect(formatTime(NaN)).toBe('out of range');
    expect(formatTime(1e20)).toBe('out of range');
  });
});

describe('figures of profiles', () => {
  it('take a theme, and carry no colours of their own', () => {
    const figures = [
      drawTopValues('<a href="x">y</a>', [{ value: '<b>', count: 1 }], 1, 1),
      drawHistogram(
        'x',
        { edges: [0, 1], counts: [3] },
        { scale: 'number', whole: false, median: 0.5 },
      ),
      drawMissingShares([{ column: 'a', share: 0.5 }], 2),
    ];
    for (const figure of figures) {
      expect(JSON.stringify(figure)).not.toMatch(/#[0-9a-f]{6}|rgb/i);
      expect(JSON.stringify(applyTheme(figure, 'dark'))).toMatch(/#[0-9a-f]{6}/i);
    }
  });
});
