/** Small tables that break things, as SELECTs. Each has a two-class `target`, so that every operator finds one. */
export interface HostileTable {
  title: string;
  select: string;
}

const rows = (expressions: string, count: number): string =>
  `SELECT ${expressions}, CASE WHEN i % 3 = 0 THEN 'yes' ELSE 'no' END AS target FROM range(${count}) r(i)`;

const plain = `(i * 37 % 101)::DOUBLE AS size, 'g' || (i % 4) AS "group"`;

/** A column of the table must not be taken for one of a statement around it. */
const ownNames =
  'n h d r x y g t v k c s label key value rows row_count total bin place source_row'.split(' ');

export const hostileTables: HostileTable[] = [
  { title: 'plain', select: rows(plain, 240) },
  { title: 'no rows', select: rows(plain, 0) },
  { title: 'one row', select: rows(plain, 1) },
  { title: 'two rows', select: rows(plain, 2) },
  {
    title: 'all missing',
    select: `SELECT NULL::DOUBLE AS size, NULL::VARCHAR AS "group", NULL::VARCHAR AS target FROM range(60)`,
  },
  { title: 'constant columns', select: rows(`1.5 AS size, 'same' AS "group"`, 120) },
  { title: 'constant target', select: `SELECT ${plain}, 'only' AS target FROM range(120) r(i)` },
  {
    title: 'duplicate columns',
    select: rows(`${plain}, 'g' || (i % 4) AS again, (i * 37 % 101)::DOUBLE AS size2`, 180),
  },
  {
    title: 'NaN and infinities',
    select: rows(
      `CASE i % 5 WHEN 0 THEN 'NaN'::DOUBLE WHEN 1 THEN 'Infinity'::DOUBLE WHEN 2 THEN '-Infinity'::DOUBLE ELSE i END AS size,
       CASE WHEN i % 7 = 0 THEN '' WHEN i % 7 = 1 THEN NULL ELSE 'x' || (i % 3) END AS "group"`,
      180,
    ),
  },
  {
    title: '64-bit integers',
    select: rows(
      `9223372036854775807 - i AS big, i::HUGEINT * 170141183460469231731 AS huge, i::UBIGINT AS small`,
      150,
    ),
  },
  {
    title: 'hostile names',
    select: rows(
      `i % 9 AS "se""lect", i % 5 AS "a b", i % 4 AS "__proto__", 'v' || (i % 3) AS "constructor",
       i % 6 AS "😀", (i % 8)::DOUBLE AS "'; DROP TABLE x; --", i % 7 AS "<img src=x onerror=alert(1)>", i % 2 = 0 AS "order"`,
      200,
    ),
  },
  {
    title: 'names that statements of ours use',
    select: rows(
      `${ownNames.map((name, index) => `i % ${index + 2} AS ${name}`).join(', ')}, 'v' || (i % 3) AS "text"`,
      120,
    ),
  },
  {
    title: 'odd types',
    select: rows(
      `[i, i + 1] AS list, {'a': i, 'b': 'x'} AS struct, 'ab'::BLOB AS bytes, TIME '10:00:00' + INTERVAL (i) SECOND AS clock,
       INTERVAL (i) DAY AS span, DATE '2020-01-01' + i::INT AS day, TIMESTAMP '2020-01-01' + INTERVAL (i) HOUR AS moment,
       (TIMESTAMP '2020-01-01' + INTERVAL (i) HOUR)::TIMESTAMPTZ AS zoned, md5(i::VARCHAR)::UUID AS key,
       (i / 3.0)::DECIMAL(18,4) AS exact, i % 2 = 0 AS flag, (i % 5)::TINYINT AS tiny`,
      200,
    ),
  },
  {
    title: 'nested types',
    select: rows(
      `CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN [] ELSE [i % 3, NULL] END AS list,
       CASE WHEN i % 5 > 0 THEN [{'x': i % 2, 'y': ['a"b', NULL]}, NULL] END AS structs, MAP {'k' || (i % 2): i % 3} AS pairs,
       [[i::DOUBLE / 0, 'NaN'::DOUBLE], []] AS deep, [i]::INTEGER[1] AS fixed, CASE WHEN i % 2 = 0 THEN TIME '10:00:00' END AS clock,
       CASE WHEN i % 2 = 0 THEN INTERVAL (i) MONTH END AS span, (CASE WHEN i % 2 = 0 THEN 'a' END)::ENUM('a', 'b') AS fixed_list`,
      160,
    ),
  },
  {
    title: 'hostile values',
    select: rows(
      `CASE i % 6 WHEN 0 THEN '<script>alert(1)</script>' WHEN 1 THEN '=cmd|''/c calc''!A1' WHEN 2 THEN 'O''Reilly "x"'
       WHEN 3 THEN chr(8238) || 'rtl' WHEN 4 THEN '${'\\\\'}n{{x}}' ELSE 'NaN' END AS words, i AS id, repeat('long ', 40) || i AS essay`,
      160,
    ),
  },
  {
    title: 'more columns than rows',
    select: rows(
      Array.from(
        { length: 40 },
        (_, column) => `(i * ${column + 3} % 17)::DOUBLE AS c${column}`,
      ).join(', '),
      20,
    ),
  },
];

/** Another target than the two-class one: numbers, many classes, missing. */
export const numericTarget: HostileTable = {
  title: 'numeric target',
  select: `SELECT (i * 37 % 101)::DOUBLE AS size, 'g' || (i % 4) AS "group", (i * 37 % 101) * 2.5 + i % 3 AS target FROM range(300) r(i)`,
};

export const manyClasses: HostileTable = {
  title: '1,000 classes',
  select: `SELECT (i * 37 % 101)::DOUBLE AS size, 'g' || (i % 4) AS "group", 'class ' || (i % 1000) AS target FROM range(3000) r(i)`,
};

export const missingTarget: HostileTable = {
  title: 'target with missing values',
  select: `SELECT ${plain}, CASE i % 4 WHEN 0 THEN 'yes' WHEN 1 THEN NULL ELSE 'no' END AS target FROM range(240) r(i)`,
};
