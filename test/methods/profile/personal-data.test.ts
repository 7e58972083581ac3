import { describe, expect, it } from 'vitest';
import { personalByName } from '../../../src/methods/profile/personal-data';

describe('personalByName', () => {
  const cases: [string, string | undefined][] = [
    ['First Name', 'names a person'],
    ['firstName', 'names a person'],
    ['date_of_birth', 'names a person'],
    ['customer_email', 'reaches a person'],
    ['Phone', 'reaches a person'],
    ['ip_address', 'reaches a person'],
    ['race', 'special category'],
    ['primaryDiagnosis', 'special category'],
    ['embrace', undefined],
    ['mailbox_size', undefined],
    ['age', undefined],
    ['', undefined],
    ['😀', undefined],
  ];

  it.each(cases)('takes %s for: %s', (name, reason) => {
    expect(personalByName(name)).toBe(reason);
  });
});
