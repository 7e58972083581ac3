import { quoteName } from './sql';

/** Words that DuckDB 1.4 takes for its own where a name is meant (reserved, and names of types and functions). */
const reserved = new Set(
  (
    'all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check ' +
    'collate collation column columns concurrently constraint create cross default deferrable desc describe distinct ' +
    'do else end except false fetch for foreign freeze from full generated glob group having ilike in initially inner ' +
    'intersect into is isnull join lambda lateral leading left like limit map natural not notnull null offset on only ' +
    'or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning ' +
    'right select semi show similar some struct summarize symmetric table tablesample then to trailing true try_cast ' +
    'tuple union unique unpack unpivot using variadic verbose when where window with'
  ).split(' '),
);

/** A name for SQL that a person reads and goes on writing: without quotes where the engine needs none. */
export function plainName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : quoteName(name);
}
