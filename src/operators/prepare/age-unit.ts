/** Microseconds of each unit of an age. */
export const ageUnits = { seconds: 1e6, minutes: 6e7, hours: 3.6e9, days: 8.64e10 } as const;

export type AgeUnit = keyof typeof ageUnits;

/** The largest unit of which an age, in microseconds, holds a few. */
export function chooseAgeUnit(age: number): { unit: AgeUnit; size: number } {
  const units = Object.entries(ageUnits).reverse() as [AgeUnit, number][];
  const [unit, size] = units.find(([, micros]) => age >= 3 * micros) ?? ['seconds', 1e6];
  return { unit, size };
}
