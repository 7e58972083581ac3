import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export const mixedRows = 1_000_000;

const uniform = (salt: number): string =>
  `((hash(i * 31 + ${salt}) % 1000003 + 0.5)::DOUBLE / 1000003)`;
const below = (salt: number, count: number): string =>
  `(hash(i * 31 + ${salt}) % ${count})::BIGINT`;
const normal = (salt: number): string =>
  `sqrt(-2 * ln(${uniform(salt)})) * cos(2 * pi() * ${uniform(salt + 1)})`;
const one = (salt: number, words: string): string => {
  const list = words.split(' ').map((word) => `'${word}'`);
  return `[${list.join(', ')}][1 + floor(${uniform(salt)} * ${uniform(salt + 1)} * ${list.length})::INT]`;
};
const orMissing = (sql: string, salt: number, share: number): string =>
  `CASE WHEN ${uniform(salt)} >= ${share} THEN ${sql} END`;

const words =
  'late early parcel damaged refund blue red returned call again paid twice wrong size address gift';

/** Twenty columns as tables of orders have them; missing values in seven. */
const columns: [name: string, sql: string][] = [
  ['order_id', 'i + 1'],
  ['customer', `'C-' || lpad((${below(1, 50_000)})::VARCHAR, 6, '0')`],
  ['ordered', `DATE '2019-01-01' + ${below(2, 1826)}::INT`],
  ['shipped', `TIMESTAMP '2019-01-02 00:00:00' + to_seconds(${below(3, 157_000_000)})`],
  ['country', one(4, 'DE FR US GB IT ES NL PL SE AT CH BE DK NO FI PT IE CZ HU GR')],
  ['channel', one(6, 'web store phone partner')],
  ['segment', orMissing(one(8, 'consumer corporate small-business public'), 10, 0.03)],
  ['product', `'SKU' || ${below(11, 3_000)} || '-' || chr(65 + (${below(12, 26)})::INT)`],
  ['quantity', `1 + floor(${uniform(13)} * ${uniform(14)} * 40)::INT`],
  ['price', `(1 + exp(4 + ${normal(15)}))::DECIMAL(12, 2)`],
  ['discount', orMissing(`round(${uniform(17)} * 0.4, 3)`, 18, 0.4)],
  ['weight', orMissing(`exp(${normal(19)})`, 21, 0.02)],
  ['latitude', `47 + 3 * ${normal(22)}`],
  ['longitude', `8 + 5 * ${normal(24)}`],
  ['score', orMissing(`${normal(26)}`, 28, 0.08)],
  ['visits', `floor(-20 * ln(${uniform(29)}))::INT`],
  ['balance', `${below(30, 2_000_000_000)} - 1000000000`],
  ['returned', orMissing(`${uniform(31)} < 0.07`, 32, 0.01)],
  ['reference', 'md5(i::VARCHAR)'],
  [
    'comment',
    orMissing(
      [33, 35, 37, 39, 43, 45].map((salt) => one(salt, words)).join(` || ' ' || `),
      41,
      0.15,
    ),
  ],
];

/** Fills the table `mixed` of a database. */
export async function makeMixedTable(connection: DuckDBConnection): Promise<void> {
  const select = columns.map(([name, sql]) => `${sql} AS ${name}`).join(', ');
  await connection.run(`CREATE TABLE mixed AS SELECT ${select} FROM range(${mixedRows}) r(i)`);
}

/** Native DuckDB on one thread. */
export async function openNative(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
}
