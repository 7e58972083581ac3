import { unzipSync } from 'fflate';
import { beforeAll, describe, it } from 'vitest';
import {
  listedRight,
  membersOf,
  parseEntry,
  sha256,
  without,
  type Entries,
} from '../support/project-entries';
import { keepProject, projectFile } from '../support/project-files';
import { createSharedStore, openTab } from '../support/storage/tabs';
import { useImports } from '../support/use-imports';
import { zipOf } from '../support/zip-writer';

const imports = useImports();
let entries: Entries;

beforeAll(async () => {
  const there = openTab(createSharedStore()).client;
  await there.start();
  const file = await projectFile(there, await keepProject(there));
  entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
});

/** The file with other entries, and a manifest that is right about them. */
function withEntries(changed: Entries, kept = entries): Uint8Array<ArrayBuffer> {
  return listedRight({ ...kept, ...changed }, 1);
}

/** The file with another value at a place of one of its texts. */
function withValue(path: string, keys: readonly (string | number)[], value: unknown) {
  const whole = parseEntry<Record<string | number, unknown>>(entries, path);
  let at = whole;
  for (const key of keys.slice(0, -1)) at = at[key] as typeof at;
  at[keys.at(-1)!] = value;
  return withEntries({ [path]: JSON.stringify(whole) });
}

describe('a project file with hostile texts', () => {
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
        await imports.expectRefused(
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
        await imports.expectRefused(
          withEntries({ [path]: each }),
          `${path}: ${String(each).slice(0, 60)}`,
          'bad_document',
        );
    for (const each of texts)
      await imports.expectRefused(
        zipOf(membersOf({ ...entries, 'manifest.json': each })),
        `manifest: ${each.slice(0, 60)}`,
        'bad_document',
      );
  });

  it('is refused for results that are none, whose hashes are right', async () => {
    const { artifacts } = parseEntry<{ artifacts: { sha256: string }[] }>(entries, 'results.json');
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
      const results = parseEntry<{ artifacts: object[] }>(entries, 'results.json');
      results.artifacts[1] = { ...results.artifacts[1], sha256: hash, bytes: each.length };
      const file = withEntries(
        { [`results/${hash}`]: each, 'results.json': JSON.stringify(results) },
        without(`results/${known}`, entries),
      );
      await imports.expectRefused(file, `value ${index}`, 'bad_document', 'bad_value');
    }
  });
});
