import { unzipSync } from 'fflate';
import { beforeAll, describe, it } from 'vitest';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';
import {
  listedRight,
  parseEntry,
  sha256,
  withManifest,
  without,
  type Entries,
  type Entry,
} from '../support/project-entries';
import {
  keepProject,
  keepRows,
  projectFile,
  tableFile,
  tableSelect,
} from '../support/project-files';
import { createSharedStore, openTab } from '../support/storage/tabs';
import { refusals, useImports } from '../support/use-imports';

let engine: NodeEngine;
const imports = useImports(() => engine);
/** Of a file with rows of its table. */
let entries: Entries;

beforeAll(async () => {
  engine = await createNodeEngine();
  const there = openTab(createSharedStore()).client;
  await there.start();
  const kept = await keepProject(there);
  const rows = await keepRows(there, kept, await tableFile(engine, tableSelect));
  const file = await projectFile(there, kept, { rows: [rows] });
  entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
});

/** The file with other rows, under the name of their hash wherever they are named. */
async function withTableFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const results = parseEntry<{ artifacts: { table?: { sha256: string; bytes: number } }[] }>(
    entries,
    'results.json',
  );
  const { table } = results.artifacts[0]!;
  const all = without(`rows/${table!.sha256}`, entries);
  const hash = sha256(bytes);
  results.artifacts[0]!.table = { sha256: hash, bytes: bytes.length };
  const changed = { ...all, [`rows/${hash}`]: bytes, 'results.json': JSON.stringify(results) };
  return listedRight(changed, 2);
}

describe('a project file with hostile rows', () => {
  it('is refused for rows that are none, or other ones, whose hashes are right', async () => {
    const good = await tableFile(engine, tableSelect);
    const broken = new Uint8Array(await good.arrayBuffer());
    for (let at = 12_288; at < broken.length; at += 512) broken[at]! ^= 0x55;
    const files: [label: string, file: Blob][] = [
      ['no file', new Blob([])],
      ['a text', new Blob(['id,age\n1,31\n'])],
      ['cut off', good.slice(0, good.size - 4096)],
      ['other bytes', new Blob([broken])],
      ['a row less', await tableFile(engine, 'SELECT 31::BIGINT AS "__proto__"')],
      [
        'another type',
        await tableFile(engine, 'SELECT i::INTEGER AS "__proto__" FROM range(2) r(i)'),
      ],
      ['another name', await tableFile(engine, 'SELECT i AS x FROM range(2) r(i)')],
      [
        'a column more',
        await tableFile(engine, 'SELECT i AS "__proto__", 1 AS b FROM range(2) r(i)'),
      ],
    ];
    const plans: [label: string, change: string[]][] = [
      ['a view beside', ['CREATE VIEW db.v AS SELECT 1']],
      [
        'a view instead',
        [
          'DROP TABLE db.t',
          'CREATE VIEW db.t AS SELECT 31::BIGINT AS "__proto__" UNION ALL SELECT 47',
        ],
      ],
      ['a macro', ['CREATE MACRO db.count(a) AS 7']],
      ['a sequence', ['CREATE SEQUENCE db.s']],
      ['a type', ["CREATE TYPE db.mood AS ENUM ('a')"]],
      ['a schema', ['CREATE SCHEMA db.other']],
      ['a second table', ['CREATE TABLE db.u AS SELECT 1 AS a']],
      ['an index', ['CREATE INDEX i ON db.t("__proto__")']],
      ['a default', ['ALTER TABLE db.t ALTER "__proto__" SET DEFAULT 5']],
      [
        'a computed column',
        ['DROP TABLE db.t', 'CREATE TABLE db.t(a BIGINT, "__proto__" BIGINT AS (a * 2))'],
      ],
      [
        'a constraint',
        ['DROP TABLE db.t', 'CREATE TABLE db.t("__proto__" BIGINT CHECK ("__proto__" > 0))'],
      ],
      ['no table', ['DROP TABLE db.t']],
    ];
    for (const [label, change] of plans)
      files.push([label, await tableFile(engine, tableSelect, change)]);
    for (const [label, file] of files)
      await imports.expectRefused(await withTableFile(file), label, ...refusals);
    await imports.expectAccepted(await withTableFile(good));
  });

  it('is refused where it says of rows what is not so', async () => {
    const said = (change: (rows: Record<string, unknown>, entry: Entry) => void) =>
      withManifest(entries, (changed) => {
        const entry = changed.entries.find(({ path }) => path.startsWith('rows/'))!;
        change((entry as unknown as { rows: Record<string, unknown> }).rows, entry);
      });
    const ways: [label: string, bytes: Uint8Array<ArrayBuffer>][] = [
      ['one row more', said((rows) => void (rows.rowCount = 3))],
      ['no count', said((rows) => void delete rows.rowCount)],
      ['a negative count', said((rows) => void (rows.rowCount = -2))],
      ['a count in words', said((rows) => void (rows.rowCount = '2'))],
      ['no name', said((rows) => void delete rows.table)],
      ['a name that is none', said((rows) => void (rows.table = { toString: 1 }))],
      ['no rows', said((_, entry) => void delete (entry as { rows?: unknown }).rows)],
      ['another hash', said((_, entry) => void (entry.sha256 = '0'.repeat(64)))],
      ['a path that leads out', said((_, entry) => void (entry.path = 'rows/../../x'))],
      ['format 1', withManifest(entries, (changed) => void (changed.format = 1))],
      [
        'aggregates only',
        withManifest(entries, (changed) => void Object.assign(changed, { aggregatesOnly: true })),
      ],
      [
        'rows on a text',
        withManifest(
          entries,
          (changed) =>
            void Object.assign(changed.entries[0]!, { rows: { table: 'x', rowCount: 1 } }),
        ),
      ],
    ];
    for (const [label, bytes] of ways) await imports.expectRefused(bytes, label, ...refusals);
    const results = parseEntry<{ artifacts: Record<string, unknown>[] }>(entries, 'results.json');
    const [table, report, model] = results.artifacts;
    const named: [label: string, artifacts: object[]][] = [
      [
        'rows of a report',
        [{ ...table, table: undefined }, { ...report, table: table!.table }, model!],
      ],
      ['rows of nothing', [{ ...table, table: undefined }, report!, model!]],
      [
        'rows of another size',
        [{ ...table, table: { sha256: '0'.repeat(64), bytes: 1 } }, report!, model!],
      ],
      ['rows that are a text', [{ ...table, table: 'rows' }, report!, model!]],
      ['a kind that lies', [{ ...report, kind: 'table', table: table!.table }, model!]],
    ];
    for (const [label, artifacts] of named) {
      const changed = { ...entries, 'results.json': JSON.stringify({ ...results, artifacts }) };
      await imports.expectRefused(listedRight(changed, 2), label, ...refusals);
    }
  });
});
