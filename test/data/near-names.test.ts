import { describe, expect, it } from 'vitest';
import { matchNames, nameForms, nameKeys } from '../../src/data/near-names';

describe('names of columns', () => {
  it.each([
    ['orders.customer_id', 'customers.customer_id', 'are the same'],
    ['orders.Customer ID', 'shops.customerId', 'have the same words'],
    ['orders.customer_id', 'customers.id', 'are alike with that of the table'],
    ['orders.customer', 'customers.Key', 'are alike with that of the table'],
    ['visits.patient_name', 'patients.name', 'are alike with that of the table'],
    ['a.countries', 'b.country_code', 'have the same words'],
    ['a.date_order', 'b.orderDate', 'have the same words'],
    ['a.città', 'b.citta', 'have the same words'],
    ['a.departement', 'b.department', 'differ in one letter'],
    ['orders.id', 'customers.id', undefined],
    ['orders.name', 'customers.name', undefined],
    ['a.score_1', 'b.score_2', undefined],
    ['a.age', 'b.wage', undefined],
    ['a.__proto__', 'b.constructor', undefined],
  ])('%s and %s %s', (one, other, expected) => {
    const [first, second] = [one, other].map((text) => {
      const [table, name] = text.split('.') as [string, string];
      return nameForms(name, table);
    }) as [ReturnType<typeof nameForms>, ReturnType<typeof nameForms>];
    expect(matchNames(first, second)).toBe(expected);
    expect(matchNames(second, first)).toBe(expected);
    if (expected === undefined) return;
    const keys = new Set(nameKeys(first));
    expect(nameKeys(second).some((key) => keys.has(key))).toBe(true);
  });
});
