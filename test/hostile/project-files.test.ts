import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/data/app-error';
import { MemoryDirectory } from '../../src/engine/storage/memory/memory-directory';
import type { StorageClient } from '../../src/engine/storage/storage-client';
import { createRandom } from '../../src/math/random';
import { toSnapshot } from '../../src/notebook/project-state';
import { importProject } from '../../src/state/project/import-project';
import { mutate } from '../support/mutate';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';
import {
  keepProject,
  keepRows,
  projectFile,
  readHooks,
  tableFile,
  tableSelect,
} from '../support/project-files';
import { createSharedStore, openTab } from '../support/storage/tabs';
import { zipOf, type ZipMember } from '../support/zip-writer';

type Entries = Record<string, string | Uint8Array>;
interface Entry {
  path: string;
  sha256: string;
  sizeBytes: number;
}
interface Manifest {
  format: unknown;
  entries: Entry[];
}

let here: StorageClient;
let root: MemoryDirectory;
let good: Uint8Array<ArrayBuffer>;
let entries: Entries;
let plain: unknown;
let engine: NodeEngine;
/** The entries of a file with rows of its table. */
let withRows: Entries;

beforeAll(async () => {
  const there = openTab(createSharedStore()).client;
  await there.start();
  const kept = await keepProject(there);
  good = new Uint8Array(await (await projectFile(there, kept)).arrayBuffer());
  entries = unzipSync(good);
  plain = JSON.parse(JSON.stringify(toSnapshot(kept.state)));
  engine = await createNodeEngine();
  const rows = await keepRows(there, kept, await tableFile(engine, tableSelect));
  const file = await projectFile(there, kept, { rows: [rows] });
  withRows = unzipSync(new Uint8Array(await file.arrayBuffer()));
});

beforeEach(async () => {
  root = new MemoryDirectory();
  here = openTab(createSharedStore(root)).client;
  await here.start();
});

afterEach(async () => {
  expect(await here.list()).toEqual([]);
  expect(await (await root.directory('projects')).list()).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

const bring = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  importProject(here, new Blob([bytes]), 'hostile.assay', readHooks(root, engine));

/** The failure, which is one in words, and leaves nothing. */
async function refusal(bytes: Uint8Array<ArrayBuffer>, label: string): Promise<AppError> {
  const thrown: unknown = await bring(bytes).catch((error: unknown) => error);
  if (!(thrown instanceof AppError)) throw new Error(`accepted: ${label}`);
  expect(thrown.code, `${label}: ${thrown.message}`).not.toBe('internal');
  expect(await here.list(), label).toEqual([]);
  return thrown;
}

async function expectRefused(
  bytes: Uint8Array<ArrayBuffer>,
  label: string,
  ...codes: ErrorCode[]
): Promise<void> {
  const { code, message } = await refusal(bytes, label);
  expect(codes, `${label}: ${message}`).toContain(code);
}

const text = (path: string): string => new TextDecoder().decode(entries[path] as Uint8Array);
const manifest = (): Manifest => JSON.parse(text('manifest.json')) as Manifest;
const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
const membersOf = (all: Entries): ZipMember[] =>
  Object.entries(all).map(([name, content]) => ({ name, content }));

const without = (path: string, all: Entries): Entries =>
  Object.fromEntries(Object.entries(all).filter(([known]) => known !== path));

/** The file with other entries, and a manifest that is right about them. */
function withEntries(changed: Entries): Uint8Array<ArrayBuffer> {
  const all = without('manifest.json', { ...entries, ...changed });
  const listed = Object.entries(all).map(([path, content]) => ({
    path,
    sha256: sha256(content),
    sizeBytes: Buffer.from(content).length,
  }));
  const whole = JSON.stringify({ ...manifest(), entries: listed });
  return zipOf(membersOf({ ...all, 'manifest.json': whole }));
}

function withManifest(change: (manifest: Manifest) => unknown): Uint8Array<ArrayBuffer> {
  const changed = manifest();
  const answer = change(changed) ?? changed;
  return zipOf(membersOf({ ...entries, 'manifest.json': JSON.stringify(answer) }));
}

/** The file with another value at a place of one of its texts. */
function withValue(path: string, keys: readonly (string | number)[], value: unknown) {
  const whole = JSON.parse(text(path)) as Record<string | number, unknown>;
  let at = whole;
  for (const key of keys.slice(0, -1)) at = at[key] as typeof at;
  at[keys.at(-1)!] = value;
  return withEntries({ [path]: JSON.stringify(whole) });
}

function rowsManifest(change: (manifest: Manifest) => void): Uint8Array<ArrayBuffer> {
  const changed = JSON.parse(
    new TextDecoder().decode(withRows['manifest.json'] as Uint8Array),
  ) as Manifest;
  change(changed);
  return zipOf(membersOf({ ...withRows, 'manifest.json': JSON.stringify(changed) }));
}

/** Entries with a manifest of format 2 that is right about them. */
function listedRight(all: Entries): Uint8Array<ArrayBuffer> {
  const rows = { table: 'people', rowCount: 2 };
  const listed = Object.entries(without('manifest.json', all)).map(([path, content]) => ({
    path,
    sha256: sha256(content),
    sizeBytes: Buffer.from(content).length,
    ...(path.startsWith('rows/') && { rows }),
  }));
  const whole = JSON.stringify({ ...manifest(), format: 2, entries: listed });
  return zipOf(membersOf({ ...all, 'manifest.json': whole }));
}

/** The file with other rows, under the name of their hash wherever they are named. */
async function withTableFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const results = JSON.parse(new TextDecoder().decode(withRows['results.json'] as Uint8Array)) as {
    artifacts: { table?: { sha256: string; bytes: number } }[];
  };
  const { table } = results.artifacts[0]!;
  const all = without(`rows/${table!.sha256}`, withRows);
  const hash = sha256(bytes);
  results.artifacts[0]!.table = { sha256: hash, bytes: bytes.length };
  return listedRight({ ...all, [`rows/${hash}`]: bytes, 'results.json': JSON.stringify(results) });
}

const refusals: ErrorCode[] = ['bad_document', 'unreadable_file'];

describe('a project file that is hostile', () => {
  it('is opened as it was, or refused, after each of 200 mutations of its bytes', async () => {
    let refused = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const { bytes, words } = mutate(good, createRandom(seed, 'project file'));
      const outcome = await bring(bytes).catch((error: unknown) => error);
      if (typeof outcome === 'string') {
        const { snapshot } = await here.open(outcome, 'write');
        expect(snapshot!.payload, `${seed}: ${words}`).toEqual(plain);
        await here.remove(outcome);
        await here.purge(outcome);
        continue;
      }
      refused += 1;
      expect(outcome, `${seed}: ${words}`).toBeInstanceOf(AppError);
      expect((outcome as AppError).code, `${seed}: ${words}`).not.toBe('internal');
      expect(await here.list(), `${seed}: ${words}`).toEqual([]);
    }
    expect(refused).toBeGreaterThan(150);
  });

  it('is refused for names that lead out of it or stand in it twice', async () => {
    const names = [
      ...['../evil', 'a/../../evil', '/etc/passwd', '//host/share', 'C:/evil', 'c:evil', './a'],
      ...['a\\b', '..\\evil', 'a\0b', 'a\nb', 'a\u202eb', 'a//b', 'a/./b', 'results/../x', '..'],
      ...['NOTEBOOK.json', 'Manifest.json', 'x'.repeat(300), 'files:stream', 'con', 'notes.txt'],
      ...['__proto__', 'results/x', `files/${'0'.repeat(64)}`, 'constructor'],
    ];
    for (const name of names)
      await expectRefused(zipOf(membersOf({ ...entries, [name]: 'x' })), name, ...refusals);
    for (const name of names) {
      const bytes = withManifest((changed) => {
        changed.entries.push({ path: name, sha256: sha256('x'), sizeBytes: 1 });
      });
      await expectRefused(bytes, `named: ${name}`, ...refusals);
    }
    const doubled = [...membersOf(entries), { name: 'runs.json', content: '{"records":[]}' }];
    await expectRefused(zipOf(doubled), 'twice', 'unreadable_file');
  });

  it('is refused, untouched, where a newer page wrote it', async () => {
    for (const format of [3, 4, 1000, Number.MAX_SAFE_INTEGER])
      await expectRefused(
        withManifest((changed) => void (changed.format = format)),
        `format ${format}`,
        'newer_format',
      );
    for (const format of [0, -1, 1.5, '1', null, [1], { valueOf: 1 }, true])
      await expectRefused(
        withManifest((changed) => void (changed.format = format)),
        `format ${JSON.stringify(format)}`,
        'bad_document',
      );
  });

  it('is refused where its manifest is not right about it', async () => {
    for (const whole of [null, 1, 'x', [], {}, { kind: 'assay project' }, [manifest()]])
      await expectRefused(
        withManifest(() => whole ?? []),
        JSON.stringify(whole),
        ...refusals,
      );
    const wrong: ((entry: Entry) => void)[] = [
      (entry) => void (entry.sha256 = sha256('other')),
      (entry) => void (entry.sha256 = entry.sha256.toUpperCase().replace(/^/, 'A').slice(0, 64)),
      (entry) => void (entry.sha256 = ''),
      (entry) => void (entry.sizeBytes += 1),
      (entry) => void (entry.sizeBytes = -1),
      (entry) => void (entry.sizeBytes = 2 ** 60),
      (entry) => void ((entry.sizeBytes as unknown) = '12'),
      (entry) => void (entry.path = `${entry.path}x`),
      (entry) => void ((entry.path as unknown) = ['notebook.json']),
    ];
    const count = manifest().entries.length;
    for (let index = 0; index < count; index += 1)
      for (const [way, change] of wrong.entries())
        await expectRefused(
          withManifest((changed) => change(changed.entries[index]!)),
          `entry ${index}, way ${way}`,
          ...refusals,
        );
    for (const path of Object.keys(entries)) {
      await expectRefused(zipOf(membersOf(without(path, entries))), `without ${path}`, ...refusals);
      const emptied = zipOf(membersOf({ ...entries, [path]: '' }));
      await expectRefused(emptied, `empty ${path}`, ...refusals);
    }
  });

  it('is refused for texts of another shape, whose hashes are right', async () => {
    const places: [path: string, keys: (string | number)[], values: unknown[]][] = [
      ['history.json', ['steps'], [null, {}, [], 'x', 5]],
      ['history.json', ['position'], [null, 's9', '__proto__', 's1', {}]],
      ['history.json', ['steps', 1, 'id'], ['s1', 's0', 'x', '__proto__', 's99999999999', 2]],
      ['history.json', ['steps', 1, 'parent'], ['s4', 's2', 'x', null, []]],
      ['history.json', ['steps', 0, 'parent'], ['s1', 's4']],
      ['history.json', ['steps', 1, 'label'], [null, {}, 7]],
      ['history.json', ['steps', 3, 'change'], [null, [], 'x', { order: ['c7'] }]],
      ['history.json', ['steps', 3, 'change', 'order'], [['c1', 'c1'], [1], {}, 'c1']],
      ['history.json', ['steps', 3, 'change', 'cells'], [{}, [null], [{}], [[]], 'x']],
      ['history.json', ['steps', 3, 'change', 'cells', 0, 'params'], [[], 'x', 5]],
      ['notebook.json', ['title'], ['another']],
      ['notebook.json', ['format'], [2, null, '1']],
      ['notebook.json', ['cells'], [null, {}, [], [{}]]],
      ['runs.json', ['records'], [null, {}, [null], [{}], 'x']],
      ['runs.json', ['records', 0, 'outcome'], ['maybe', null, '__proto__', 1]],
      ['runs.json', ['records', 0, 'inputs'], [null, 'x', [1], {}]],
      ['runs.json', ['records', 0, 'durationMs'], [null, '1', {}, []]],
      ['runs.json', ['records', 0, 'engines'], [null, [], { duckdb: 1 }]],
      ['runs.json', ['records', 2, 'error'], ['x', {}, { code: 'nope' }, []]],
      ['results.json', ['artifacts'], [null, {}, [], [null]]],
      ['results.json', ['artifacts', 0, 'kind'], ['script', null, 'constructor', 1]],
      ['results.json', ['artifacts', 0, 'fingerprint'], ['b'.repeat(64), '../x', null, '']],
      ['results.json', ['artifacts', 0, 'sha256'], ['0'.repeat(64), '../x', null]],
      ['results.json', ['artifacts', 0, 'bytes'], [-1, 0, 1e300, null, '9']],
      ['results.json', ['files'], [null, {}, [], [null]]],
      ['ledger.json', ['lines'], [null, {}, [null], [{}]]],
      ['ledger.json', ['lines', 0, 'kind'], ['x', null]],
      ['ledger.json', ['lines', 0, 'columns'], [null, [{}], [{ name: 'a', sensitivity: 'x' }]]],
    ];
    for (const [path, keys, values] of places)
      for (const value of values)
        await expectRefused(
          withValue(path, keys, value),
          `${path} ${keys.join('.')} = ${JSON.stringify(value)}`,
          'bad_document',
        );
  });

  it('is refused for texts that poison, drown or are none', async () => {
    const texts = [
      '{"__proto__":{"polluted":1}}',
      '{"steps":[{"change":{"cells":[{"params":{"__proto__":{"polluted":1}}}]}}]}',
      `${'['.repeat(101)}${']'.repeat(101)}`,
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      '',
      'null',
      '[]',
      '{',
      '\ufeff{}',
      'NaN',
      '{"constructor":{"prototype":{"polluted":1}}}',
    ];
    for (const path of [
      'history.json',
      'notebook.json',
      'runs.json',
      'results.json',
      'ledger.json',
    ])
      for (const each of [...texts, Uint8Array.of(0xff, 0xfe, 0x00)])
        await expectRefused(
          withEntries({ [path]: each }),
          `${path}: ${String(each).slice(0, 60)}`,
          'bad_document',
        );
    for (const each of texts)
      await expectRefused(
        zipOf(membersOf({ ...entries, 'manifest.json': each })),
        `manifest: ${each.slice(0, 60)}`,
        'bad_document',
      );
  });

  it('is refused for results that are none, whose hashes are right', async () => {
    const { artifacts } = JSON.parse(text('results.json')) as { artifacts: { sha256: string }[] };
    const { sha256: known } = artifacts[1]!;
    const packed = entries[`results/${known}`] as Uint8Array;
    const head = (json: string): Buffer => {
      const start = Buffer.from('ASV1\0\0\0\0', 'latin1');
      start.writeUInt32LE(json.length, 4);
      return Buffer.concat([start, Buffer.from(json)]);
    };
    const values = [
      ...[
        '{}',
        '[]',
        'null',
        '5',
        '{"value":5}',
        '{"value":null}',
        '{"value":[]}',
        '{"result":{}}',
      ],
      ...['{"value":{"$":"u8","at":0,"length":99999999999}}', '{"value":{"$":"nothing"}}'],
      ...['{"value":{"$":"map","items":[1]}}', '{"value":{"$":"f64","at":-8,"length":1}}'],
      `{"value":${'{"a":'.repeat(600)}1${'}'.repeat(600)}}`,
      `{"value":${'['.repeat(100_000)}`,
    ].map((json) => head(json));
    const bytes = Buffer.alloc(2 ** 20);
    const upon = Array.from({ length: 5000 }, (_, at) => `{"$":"u8","at":${at},"length":1000000}`);
    const drowning = Buffer.concat([head(`{"value":{"a":[${upon.join(',')}]}}`), bytes]);
    for (const [index, each] of [
      ...values,
      drowning,
      Buffer.alloc(0),
      packed.subarray(1),
    ].entries()) {
      const hash = sha256(each);
      const results = JSON.parse(text('results.json')) as { artifacts: object[] };
      results.artifacts[1] = { ...results.artifacts[1], sha256: hash, bytes: each.length };
      const saved = entries;
      entries = without(`results/${known}`, entries);
      const file = withEntries({
        [`results/${hash}`]: each,
        'results.json': JSON.stringify(results),
      });
      entries = saved;
      await expectRefused(file, `value ${index}`, 'bad_document', 'bad_value');
    }
  });

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
      await expectRefused(await withTableFile(file), label, ...refusals);
    const id = await bring(await withTableFile(good));
    await here.remove(id);
    await here.purge(id);
  });

  it('is refused where it says of rows what is not so', async () => {
    const said = (change: (rows: Record<string, unknown>, entry: Entry) => void) =>
      rowsManifest((changed) => {
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
      ['format 1', rowsManifest((changed) => void (changed.format = 1))],
      [
        'aggregates only',
        rowsManifest((changed) => void Object.assign(changed, { aggregatesOnly: true })),
      ],
      [
        'rows on a text',
        rowsManifest(
          (changed) =>
            void Object.assign(changed.entries[0]!, { rows: { table: 'x', rowCount: 1 } }),
        ),
      ],
    ];
    for (const [label, bytes] of ways) await expectRefused(bytes, label, ...refusals);
    const results = JSON.parse(
      new TextDecoder().decode(withRows['results.json'] as Uint8Array),
    ) as {
      artifacts: Record<string, unknown>[];
    };
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
      const changed = { ...withRows, 'results.json': JSON.stringify({ ...results, artifacts }) };
      await expectRefused(listedRight(changed), label, ...refusals);
    }
  });

  it('is stopped before it fills the memory', async () => {
    const zeros = new Uint8Array(300 * 2 ** 20);
    const known = Object.keys(entries).find((path) => path.startsWith('files/'))!;
    const bomb = membersOf({ ...entries, [known]: zeros });
    await expectRefused(zipOf(bomb), 'honest bomb', 'out_of_memory');
    const liar = bomb.map((member) =>
      member.name === known ? { ...member, statedBytes: 10 } : member,
    );
    await expectRefused(zipOf(liar), 'bomb that lies', ...refusals);
  });
});
