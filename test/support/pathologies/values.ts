import { pathology, type Pathology } from './pathology';

/** A column of one value three times over, as a CSV: the type it gets, and the text it comes back as. */
const inCsv = (title: string, value: string, type: string, text: string | null): Pathology =>
  pathology(`${title} in CSV`, 'a.csv', `id,v\n1,${value}\n2,${value}\n`, {
    rows: 2,
    types: ['BIGINT', type],
    texts: [
      ['1', text],
      ['2', text],
    ],
  });

const inJson = (title: string, value: string, type: string, text: string | null): Pathology =>
  pathology(`${title} in JSON`, 'a.json', `[{"v": ${value}}, {"v": ${value}}]`, {
    rows: 2,
    types: [type],
    texts: [[text], [text]],
  });

const numbers: Pathology[] = [
  ...[inCsv, inJson].flatMap((within) => [
    within('2^53 + 1', '9007199254740993', 'BIGINT', '9007199254740993'),
    within(
      'the largest integer of 64 bits',
      '9223372036854775807',
      'BIGINT',
      '9223372036854775807',
    ),
    within('2^63', '9223372036854775808', 'HUGEINT', '9223372036854775808'),
    within('-2^63', '-9223372036854775808', 'BIGINT', '-9223372036854775808'),
    within('2^64', '18446744073709551616', 'HUGEINT', '18446744073709551616'),
    within('38 digits', '9'.repeat(38), 'HUGEINT', '9'.repeat(38)),
    within('40 digits', '9'.repeat(40), 'VARCHAR', '9'.repeat(40)),
    within('400 digits', '9'.repeat(400), 'VARCHAR', '9'.repeat(400)),
    within('1e308', '1e308', 'DOUBLE', '1e+308'),
    within('1e-320', '1e-320', 'DOUBLE', '1e-320'),
    within('1e400', '1e400', 'VARCHAR', '1e400'),
    within('a long decimal', '1234567890123.4567', 'DECIMAL(17,4)', '1234567890123.4567'),
    within('a decimal of 45 digits', `0.${'1'.repeat(45)}`, 'VARCHAR', `0.${'1'.repeat(45)}`),
  ]),
  inCsv('minus zero', '-0', 'BIGINT', '0'),
  inCsv('minus zero with a point', '-0.0', 'DOUBLE', '-0.0'),
  inCsv('NaN', 'NaN', 'VARCHAR', 'NaN'),
  inCsv('Infinity', 'Infinity', 'VARCHAR', 'Infinity'),
  inCsv('-inf', '-inf', 'VARCHAR', '-inf'),
  inCsv('a hexadecimal number', '0x1F', 'VARCHAR', '0x1F'),
  inCsv('leading zeros', '00042', 'VARCHAR', '00042'),
  inCsv('a plus sign', '+4912345', 'VARCHAR', '+4912345'),
  inCsv('underscores', '1_000', 'VARCHAR', '1_000'),
  inCsv('full-width digits', '１２', 'VARCHAR', '１２'),
  inCsv('Arabic digits', '١٢', 'VARCHAR', '١٢'),
  inCsv('two points', '1.2.3', 'VARCHAR', '1.2.3'),
  inCsv('an exponent alone', '1e', 'VARCHAR', '1e'),
  inCsv('a formula', '=1+1', 'VARCHAR', '=1+1'),
  inCsv('true in another language', 'wahr', 'VARCHAR', 'wahr'),
];

const dates: Pathology[] = [
  inCsv('30 February', '2021-02-30', 'VARCHAR', '2021-02-30'),
  inCsv('29 February of no leap year', '2021-02-29', 'VARCHAR', '2021-02-29'),
  inCsv('29 February of a leap year', '2020-02-29', 'DATE', '2020-02-29'),
  inCsv('29 February 1900', '1900-02-29', 'VARCHAR', '1900-02-29'),
  inCsv('month 13', '2021-13-01', 'VARCHAR', '2021-13-01'),
  inCsv('day 0', '2021-01-00', 'VARCHAR', '2021-01-00'),
  inCsv('the year 0', '0000-01-01', 'VARCHAR', '0000-01-01'),
  inCsv('the year 1', '0001-01-01', 'DATE', '0001-01-01'),
  inCsv('the year 9999', '9999-12-31', 'DATE', '9999-12-31'),
  inCsv('the year 10000', '10000-01-01', 'VARCHAR', '10000-01-01'),
  inCsv('a leap second', '2016-12-31 23:59:60', 'VARCHAR', '2016-12-31 23:59:60'),
  inCsv('24 o’clock', '2020-01-01 24:00:00', 'VARCHAR', '2020-01-01 24:00:00'),
  inCsv('minute 60', '2020-01-01 10:60:00', 'VARCHAR', '2020-01-01 10:60:00'),
  inCsv(
    'an offset of 99 hours',
    '2020-01-01T10:00:00+99:00',
    'VARCHAR',
    '2020-01-01T10:00:00+99:00',
  ),
  inJson('30 February', '"2021-02-30"', 'VARCHAR', '2021-02-30'),
  inJson('a leap second', '"2016-12-31T23:59:60Z"', 'VARCHAR', '2016-12-31T23:59:60Z'),
];

export const values: Pathology[] = [...numbers, ...dates];
