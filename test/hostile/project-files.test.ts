import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/data/app-error';
import { createRandom } from '../../src/math/random';
import { toSnapshot } from '../../src/notebook/project-state';
import { mutate } from '../support/mutate';
import {
  membersOf,
  parseEntry,
  sha256,
  withManifest,
  without,
  type Entries,
  type Entry,
  type Manifest,
} from '../support/project-entries';
import { keepProject, projectFile } from '../support/project-files';
import { createSharedStore, openTab } from '../support/storage/tabs';
import { refusals, useImports } from '../support/use-imports';
import { zipOf } from '../support/zip-writer';

const imports = useImports();
let good: Uint8Array<ArrayBuffer>;
let entries: Entries;
let plain: unknown;

beforeAll(async () => {
  const there = openTab(createSharedStore()).client;
  await there.start();
  const kept = await keepProject(there);
  good = new Uint8Array(await (await projectFile(there, kept)).arrayBuffer());
  entries = unzipSync(good);
  plain = JSON.parse(JSON.stringify(toSnapshot(kept.state)));
});

describe('a project file that is hostile', () => {
  it('is opened as it was, or refused, after each of 200 mutations of its bytes', async () => {
    let refused = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const { bytes, words } = mutate(good, createRandom(seed, 'project file'));
      const outcome = await imports.bring(bytes).catch((error: unknown) => error);
      if (typeof outcome === 'string') {
        const { snapshot } = await imports.client.open(outcome, 'write');
        expect(snapshot!.payload, `${seed}: ${words}`).toEqual(plain);
        await imports.client.remove(outcome);
        await imports.client.purge(outcome);
        continue;
      }
      refused += 1;
      expect(outcome, `${seed}: ${words}`).toBeInstanceOf(AppError);
      expect((outcome as AppError).code, `${seed}: ${words}`).not.toBe('internal');
      expect(await imports.client.list(), `${seed}: ${words}`).toEqual([]);
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
      await imports.expectRefused(zipOf(membersOf({ ...entries, [name]: 'x' })), name, ...refusals);
    for (const name of names) {
      const bytes = withManifest(entries, (changed) => {
        changed.entries.push({ path: name, sha256: sha256('x'), sizeBytes: 1 });
      });
      await imports.expectRefused(bytes, `named: ${name}`, ...refusals);
    }
    const doubled = [...membersOf(entries), { name: 'runs.json', content: '{"records":[]}' }];
    await imports.expectRefused(zipOf(doubled), 'twice', 'unreadable_file');
  });

  it('is refused, untouched, where a newer page wrote it', async () => {
    for (const format of [3, 4, 1000, Number.MAX_SAFE_INTEGER])
      await imports.expectRefused(
        withManifest(entries, (changed) => void (changed.format = format)),
        `format ${format}`,
        'newer_format',
      );
    for (const format of [0, -1, 1.5, '1', null, [1], { valueOf: 1 }, true])
      await imports.expectRefused(
        withManifest(entries, (changed) => void (changed.format = format)),
        `format ${JSON.stringify(format)}`,
        'bad_document',
      );
  });

  it('is refused where its manifest is not right about it', async () => {
    const manifest = parseEntry<Manifest>(entries, 'manifest.json');
    for (const whole of [null, 1, 'x', [], {}, { kind: 'assay project' }, [manifest]])
      await imports.expectRefused(
        withManifest(entries, () => whole ?? []),
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
    for (let index = 0; index < manifest.entries.length; index += 1)
      for (const [way, change] of wrong.entries())
        await imports.expectRefused(
          withManifest(entries, (changed) => change(changed.entries[index]!)),
          `entry ${index}, way ${way}`,
          ...refusals,
        );
    for (const path of Object.keys(entries)) {
      await imports.expectRefused(
        zipOf(membersOf(without(path, entries))),
        `without ${path}`,
        ...refusals,
      );
      const emptied = zipOf(membersOf({ ...entries, [path]: '' }));
      await imports.expectRefused(emptied, `empty ${path}`, ...refusals);
    }
  });

  it('is stopped before it fills the memory', async () => {
    const zeros = new Uint8Array(300 * 2 ** 20);
    const known = Object.keys(entries).find((path) => path.startsWith('files/'))!;
    const bomb = membersOf({ ...entries, [known]: zeros });
    await imports.expectRefused(zipOf(bomb), 'honest bomb', 'out_of_memory');
    const liar = bomb.map((member) =>
      member.name === known ? { ...member, statedBytes: 10 } : member,
    );
    await imports.expectRefused(zipOf(liar), 'bomb that lies', ...refusals);
  });
});
