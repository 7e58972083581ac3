import { describe, expect, it } from 'vitest';
import { commonType } from '../../../src/methods/source/union-tables';

describe('the type that holds several', () => {
  it.each([
    [['BIGINT', 'BIGINT'], 'BIGINT'],
    [['TINYINT', 'INTEGER'], 'INTEGER'],
    [['UINTEGER', 'INTEGER'], 'BIGINT'],
    [['UBIGINT', 'BIGINT'], 'HUGEINT'],
    [['BIGINT', 'DOUBLE'], 'DOUBLE'],
    [['DECIMAL(9,2)', 'DECIMAL(12,4)'], 'DECIMAL(12,4)'],
    [['DECIMAL(9,2)', 'INTEGER'], 'DECIMAL(12,2)'],
    [['DECIMAL(38,2)', 'DECIMAL(38,10)'], 'VARCHAR'],
    [['DATE', 'TIMESTAMP'], 'TIMESTAMP'],
    [['DATE', 'TIMESTAMP WITH TIME ZONE'], 'VARCHAR'],
    [['BIGINT', 'VARCHAR'], 'VARCHAR'],
    [['BIGINT[]', 'VARCHAR'], 'VARCHAR'],
    [[], 'VARCHAR'],
  ])('of %j is %s', (types, expected) => {
    expect(commonType(types)).toBe(expected);
  });
});
