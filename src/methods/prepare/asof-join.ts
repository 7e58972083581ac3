import { quoteName } from '../../data/sql';

/** A point-in-time join: what it reads, and by which columns. Names are as they stand in the tables. */
export interface AsofJoin {
  labels: { relation: string; time: string; keys: readonly string[]; columns: readonly string[] };
  features: {
    relation: string;
    time: string;
    /** When a row became known; without it, at its own time. */
    created: string | undefined;
    keys: readonly string[];
    /** Columns to bring, and what they are called in the result. */
    columns: readonly (readonly [column: string, name: string])[];
  };
  /** Times are dates, and are compared in microseconds; else they are numbers. */
  isDate: boolean;
  /** In the unit of the comparison; Infinity for none. */
  maxAge: number;
}

/**
 * For each row of the labels the latest features of the same keys as they were known at its time: feature time and
 * created time not after it, not older than `maxAge` (inclusive); of rows with the same time the one created last, then
 * the one that stands last. Every label row comes once, in order; a missing key or time matches nothing.
 *
 * A row becomes usable at the later of its two times; the best row at any moment is the best of those usable so far, a
 * running maximum. So one sorted join finds it: O(n log n), where comparing all pairs would be O(n m). The engine's ASOF
 * JOIN takes a missing time for the latest of all, which is undone here.
 * Feast, "Point-in-time joins"; Deng, Ibis and ASOF joins in DuckDB (2023).
 */
export function asofJoinQuery(join: AsofJoin): string {
  const { labels, features } = join;
  const kept = labels.columns.map((column) => `l.${quoteName(column)}`);
  const brought = features.columns.map(
    ([column, name]) =>
      `CASE WHEN ${isFresh(join)} THEN f.${quoteName(column)} END AS ${quoteName(name)}`,
  );
  return `WITH ${parts(join)}
SELECT ${[...kept, ...brought].join(', ')}
FROM l JOIN matched m ON l."asof n" = m.n LEFT JOIN f ON f."asof r" = m.r ORDER BY l."asof n"`;
}

/** Label rows by what became of them, as `outcome` and `rows`. */
export function asofOutcomesQuery(join: AsofJoin): string {
  return `WITH ${parts(join)}, ${outcomes(join)}
SELECT outcome, count(*)::DOUBLE AS rows, count(*) FILTER (WHERE later)::DOUBLE AS refused FROM o GROUP BY outcome`;
}

/** Ages of the features that were matched, in `bins` equal steps: `bin` and `rows`; `low` and `high` are the ends. */
export function asofAgesQuery(join: AsofJoin, bins: number): string {
  return `WITH ${parts(join)}, ${outcomes(join)},
a AS (SELECT age::DOUBLE AS age FROM o WHERE outcome = 'matched'),
e AS (SELECT min(age) AS low, max(age) AS high, median(age) AS middle FROM a)
SELECT least(${bins - 1}, CASE WHEN high > low THEN floor((age - low) / (high - low) * ${bins}) ELSE 0 END)::DOUBLE AS bin,
  count(*)::DOUBLE AS rows, any_value(low) AS low, any_value(high) AS high, any_value(middle) AS middle
FROM a, e GROUP BY bin ORDER BY bin`;
}

/** Labels, features with a rank by time, created time and place, and for each label the rank that was known. */
function parts(join: AsofJoin): string {
  const { labels, features } = join;
  const { created } = features;
  const keys = features.keys.map((_, index) => `k${index}`);
  const partition = keys.length > 0 ? `PARTITION BY ${keys.join(', ')} ` : '';
  const group = [...keys, 'usable'].join(', ');
  const on = (right: string, time: string): string =>
    [...keys.map((key) => `lk.${key} = ${right}.${key}`), `lk.t >= ${right}.${time}`].join(' AND ');
  const present = [
    ...keys.map((key) => `${key} IS NOT NULL`),
    't IS NOT NULL',
    ...(created === undefined ? [] : ['c IS NOT NULL']),
  ].join(' AND ');
  const keyList = (names: readonly string[]): string =>
    names.map((name, index) => `${quoteName(name)} AS k${index}, `).join('');
  return `l AS (SELECT *, row_number() OVER () AS "asof n" FROM ${labels.relation}),
lk AS (SELECT ${keyList(labels.keys)}"asof n" AS n, ${timeOf(labels.time, join)} AS t FROM l),
f0 AS (SELECT *, row_number() OVER () AS "asof p" FROM ${features.relation}),
fk AS (SELECT * FROM (SELECT ${keyList(features.keys)}"asof p" AS p, ${timeOf(features.time, join)} AS t, ${created === undefined ? 'NULL' : timeOf(created, join)} AS c FROM f0) WHERE ${present}),
fr AS (SELECT *, row_number() OVER (ORDER BY t, c, p) AS r, ${created === undefined ? 't' : 'greatest(t, c)'} AS usable FROM fk),
f AS (SELECT f0.*, fr.r AS "asof r", fr.t AS "asof t" FROM f0 JOIN fr ON f0."asof p" = fr.p),
known AS (SELECT ${group}, max(best) AS r FROM (SELECT ${group}, max(r) OVER (${partition}ORDER BY usable) AS best FROM fr) GROUP BY ${group}),
matched AS (SELECT lk.n, lk.t, CASE WHEN lk.t IS NOT NULL THEN k.r END AS r FROM lk ASOF LEFT JOIN known k ON ${on('k', 'usable')}),
seen AS (SELECT ${[...keys, 't'].join(', ')}, max(r) AS r FROM fr GROUP BY ${[...keys, 't'].join(', ')}),
latest AS (SELECT lk.n, CASE WHEN lk.t IS NOT NULL THEN s.r END AS r, s.t AS ft FROM lk ASOF LEFT JOIN seen s ON ${on('s', 't')}),
entities AS (SELECT DISTINCT ${keys.length > 0 ? keys.join(', ') : '1 AS one'} FROM fr)`;
}

/** What became of each label row; `later` where fresher features were there that became known only afterwards. */
function outcomes(join: AsofJoin): string {
  const keys = join.features.keys.map((_, index) => `lk.k${index} = e.k${index}`);
  const age = 'm.t - f."asof t"';
  const limit = Number.isFinite(join.maxAge) ? `${join.maxAge}` : undefined;
  const isRecent = limit === undefined ? 'true' : `m.t - latest.ft <= ${limit}`;
  return `o AS (SELECT ${age} AS age,
  CASE WHEN m.r IS NOT NULL AND ${isFresh(join)} THEN 'matched' WHEN m.t IS NULL THEN 'no time'
    WHEN NOT EXISTS (SELECT 1 FROM entities e${keys.length > 0 ? ` WHERE ${keys.join(' AND ')}` : ''}) THEN 'no entity'
    WHEN latest.r IS NULL THEN 'only later'
    WHEN (m.r IS NULL OR latest.r > m.r) AND ${isRecent} THEN 'known later' ELSE 'too old' END AS outcome,
  latest.r IS NOT NULL AND (m.r IS NULL OR latest.r > m.r) AND ${isRecent} AS later
FROM matched m JOIN lk ON lk.n = m.n JOIN latest ON latest.n = m.n LEFT JOIN f ON f."asof r" = m.r)`;
}

function isFresh({ maxAge }: AsofJoin): string {
  return Number.isFinite(maxAge) ? `m.t - f."asof t" <= ${maxAge}` : 'm.r IS NOT NULL';
}

/** A time as a number that is missing where it cannot be compared. */
function timeOf(column: string, { isDate }: AsofJoin): string {
  const name = quoteName(column);
  return isDate
    ? `CASE WHEN isfinite(${name}) THEN epoch_us(${name}) END`
    : `CASE WHEN NOT isnan(${name}::DOUBLE) THEN ${name}::DOUBLE END`;
}
