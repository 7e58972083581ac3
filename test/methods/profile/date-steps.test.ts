import { describe, expect, it } from 'vitest';
import { tallyInPlace } from '../../../src/math/tally';
import { summarizeDates } from '../../../src/methods/profile/date-steps';

const at = (...times: string[]) =>
  summarizeDates(
    tallyInPlace(
      Float64Array.from(times, (time) =>
        Date.parse(time.includes('T') ? `${time}Z` : `${time}T00:00:00Z`),
      ),
    ),
  );

describe('summarizeDates', () => {
  it('counts rows by weekday, Monday first, and by hour, also before 1970', () => {
    const { weekdays, hours } = at(
      ...['2024-01-01T00:00:00', '2024-01-07T23:59:59', '2024-01-07T23:00:00'],
      '1969-12-31T05:30:00',
    );
    expect(weekdays).toEqual([1, 0, 1, 0, 0, 0, 2]);
    expect([hours[0], hours[5], hours[23]]).toEqual([1, 1, 2]);
  });

  it('finds the usual step, and gaps of more than twice that', () => {
    const { steps } = at(
      '2024-01-01',
      '2024-01-02',
      '2024-01-02',
      '2024-01-03',
      '2024-01-09',
      '2024-01-10',
    );
    const day = 86_400_000;
    expect(steps).toEqual({
      medianStep: day,
      gaps: 1,
      longest: 6 * day,
      longestFrom: Date.parse('2024-01-03T00:00:00Z'),
    });
  });

  it('has no step in fewer than two times', () => {
    expect(at('2024-01-01', '2024-01-01').steps).toMatchObject({ gaps: 0, longest: NaN });
    expect(at().weekdays).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});
