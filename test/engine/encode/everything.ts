/** A table with a column of every type, as a SELECT; missing, empty and extreme values in each. */
export const everything = `SELECT * REPLACE (single::FLOAT AS single) FROM (VALUES
  (1, 9223372036854775807::BIGINT, 18446744073709551615::UBIGINT, 12345678901234567890::HUGEINT, 1.50::DECIMAL(9,2), 1234567890123456789.123456789::DECIMAL(38,9),
   0.1::FLOAT, 0.1::DOUBLE, true, 'plain', DATE '2020-02-29', TIMESTAMP '2020-01-01 10:00:00.123456', TIMESTAMPTZ '2020-01-01 10:00:00+02', TIME '10:00:00.5', uuid_value('a')),
  (-5, -9223372036854775808, 0, -12345678901234567890, -0.01, -0.000000001,
   'NaN', 'Infinity', false, '', DATE '0001-01-01', TIMESTAMP '1677-01-01 00:00:00', TIMESTAMPTZ '1999-12-31 23:59:59+00', TIME '23:59:59.999999', uuid_value('b')),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (0, 9007199254740993, 1, 0, 0, 0,
   3.4028235e38, -1.7976931348623157e308, true, 'a "quoted", text' || chr(13) || chr(10) || 'of two lines; ' || chr(9) || ' é 😀 ', DATE '9999-12-31', TIMESTAMP '9999-12-31 23:59:59.999999', TIMESTAMPTZ '2024-06-30 12:00:00.000001+00', TIME '00:00:00', uuid_value('c'))
) t(small, big, unsigned, huge, price, exact, single, real, flag, words, "day", moment, zoned, clock, key)`.replaceAll(
  /uuid_value\('(.)'\)/g,
  (_, letter: string) => `'${letter.repeat(8)}-0000-4000-8000-000000000000'::UUID`,
);

/** Columns of nested values. */
export const nested = `SELECT [1, NULL, 9223372036854775807] AS list, {'a': 1.50::DECIMAL(9,2), 'b "c"': 'x' || chr(10) || '"y"'} AS struct, MAP {'k': [1, 2], '': []} AS map
  UNION ALL SELECT [], {'a': NULL, 'b "c"': ''}, MAP {} UNION ALL SELECT NULL, NULL, NULL`;
