import type { Columns } from '../../data/columns';

/** What the engine's dialect knows by itself, for completion and colouring. */
export interface SqlVocabulary {
  keywords: string[];
  functions: SqlFunction[];
}

export interface SqlFunction {
  name: string;
  /** `sum(arg) → HUGEINT`, of the form with the fewest arguments. */
  signature: string;
  description: string;
  kind: 'scalar' | 'aggregate' | 'macro' | 'table';
}

const keywordsQuery = `SELECT lower(keyword_name) AS name FROM duckdb_keywords() WHERE keyword_category <> 'unreserved' OR keyword_name IN ('partition', 'over', 'within', 'filter', 'first', 'last', 'exclude', 'replace', 'percent', 'rows', 'range', 'preceding', 'following', 'recursive', 'sample', 'summarize') ORDER BY name`;

/** Functions that read files or the machine cannot be used here, so they are not offered. */
const functionsQuery = `SELECT function_name AS name, min(function_type) AS kind,
  coalesce(array_to_string(arg_min(parameters, len(parameters)), ', '), '') AS parameters,
  coalesce(arg_min(return_type, len(parameters)), '') AS answers, coalesce(any_value(description), '') AS description
FROM duckdb_functions()
WHERE regexp_full_match(function_name, '[a-z][a-z0-9_]*') AND function_type IN ('scalar', 'aggregate', 'macro', 'table')
  AND NOT regexp_matches(function_name, '^(read_|write_|duckdb_|pragma_|pg_|copy_|parquet_|sniff_|glob$|getenv|force_|has_|current_setting|__)')
GROUP BY function_name ORDER BY name`;

let known: Promise<SqlVocabulary> | undefined;

/** Asked of the engine once a page; asked again after a failure. */
export function loadVocabulary(query: (sql: string) => Promise<Columns>): Promise<SqlVocabulary> {
  known ??= readVocabulary(query).catch((thrown: unknown) => {
    known = undefined;
    throw thrown;
  });
  return known;
}

export async function readVocabulary(
  query: (sql: string) => Promise<Columns>,
): Promise<SqlVocabulary> {
  const keywords = (await query(keywordsQuery)).texts('name').map((name) => name!);
  const answer = await query(functionsQuery);
  const [names, kinds, parameters, answers, descriptions] = [
    'name',
    'kind',
    'parameters',
    'answers',
    'description',
  ].map((name) => answer.texts(name).map((text) => text ?? ''));
  const functions = names!.map((name, index): SqlFunction => {
    const returns = answers![index] === '' ? '' : ` → ${answers![index]}`;
    return {
      name,
      signature: `${name}(${parameters![index]})${returns}`,
      description: descriptions![index]!,
      kind: kinds![index] as SqlFunction['kind'],
    };
  });
  return { keywords, functions };
}
