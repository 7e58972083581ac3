/**
 * A table whose columns are known to be good, weak, the same under other names, chance, and a name of the row.
 * `target` is yes in about a third of the rows.
 */
export const featureSelect = `
  SELECT
    CASE WHEN (hash(i) % 100) < 20 + 60 * (i % 3 = 0)::INT THEN 'yes' ELSE 'no' END AS target,
    CASE WHEN i % 3 = 0 THEN 'fizz' ELSE 'plain' END AS strong,
    CASE WHEN i % 3 = 0 THEN 'F' ELSE 'P' END AS twin,
    CASE WHEN i % 3 = 0 AND i % 2 = 0 THEN 'even' ELSE 'other' END AS middling,
    'c' || (hash(i + 7777) % 5) AS noise,
    'row ' || i AS name
  FROM range(1200) r(i)`;
