import { beforeAll, describe, expect, it } from 'vitest';
import { decodeRecords, encodeRecords } from '../../../src/engine/storage/records/record';
import { createRandom } from '../../../src/math/random';
import { MemoryDirectory } from '../../../src/engine/storage/memory/memory-directory';
import { OpenProject } from '../../../src/engine/storage/open-project';
import { Projects } from '../../../src/engine/storage/projects';
import {
  damageBytes,
  findFiles,
  fingerprint,
  readFile,
  writeFile,
  type FoundFile,
} from '../../support/storage/damage';
import { createPlatform, readNumbers } from '../../support/storage/journey';

const root = new MemoryDirectory();
const platform = createPlatform(root);
const projects = new Projects(platform, 'disk');
const blobTexts = ['', 'x', 'some text', 'y'.repeat(5000)];
const blobs = new Map<string, string>();
const numbers = Array.from({ length: 36 }, (_, index) => index + 1);
let id: string;
let files: FoundFile[];
let whole: Map<string, string>;

/** Snapshots after 12 and 24 numbers, over three openings; the last twelve are in the journal alone. */
beforeAll(async () => {
  id = await projects.create({ title: 'to be damaged' });
  for (let start = 0; start < numbers.length; start += 12) {
    const open = await openTo('write');
    for (const number of numbers.slice(start, start + 12)) await open.append(number, 0);
    if (start < 24) await open.snapshot(numbers.slice(0, start + 12));
    if (start === 0)
      for (const text of blobTexts) blobs.set(await open.blobs.put(new Blob([text])), text);
    await open.close();
  }
  files = await findFiles(await projects.get(id));
  whole = await fingerprint(root);
});

async function openTo(mode: 'read' | 'write'): Promise<OpenProject> {
  return OpenProject.open(platform, await projects.get(id), id, mode, () => undefined);
}

/** What is wrong with how a damaged project opens; empty where all is healed, or named. */
async function judge(path: string): Promise<string[]> {
  const wrong: string[] = [];
  const open = await openTo('read');
  const { content } = open;
  if (String(readNumbers(content)) !== String(numbers))
    wrong.push(`${path}: ${readNumbers(content)}`);
  if (content.damage.some(({ isHealed }) => !isHealed))
    wrong.push(`${path}: named, but all is there`);
  for (const [sha256, text] of blobs) {
    const found = await open.blobs.get(sha256).then(
      (blob) => blob.text(),
      (thrown: { code: string }) => thrown.code,
    );
    const isDamaged = path === `blobs/${sha256}`;
    if (found !== text && !(isDamaged && found === 'storage_damaged'))
      wrong.push(`${path}: blob of ${text.length} is ${found.slice(0, 20)}`);
  }
  await open.close();
  return wrong;
}

describe('Damaged storage', () => {
  it('opens whole, or names the blob, after 10,000 flipped, cleared or cut bytes', async ({
    task,
  }) => {
    task.meta.inputs = 10_000;
    const random = createRandom(20);
    const wrong: string[] = [];
    const hit = new Set<string>();
    for (let trial = 0; trial < 10_000; trial += 1) {
      const file = files[random.below(files.length)]!;
      const bytes = await readFile(file);
      if (bytes.length === 0) continue;
      hit.add(file.path.split('/')[0]!);
      await writeFile(file, damageBytes(bytes, random));
      wrong.push(...(await judge(file.path)));
      await writeFile(file, bytes);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect([...hit].sort()).toEqual(['about', 'blobs', 'format', 'journal', 'snapshots']);
    expect(await fingerprint(root)).toEqual(whole);
  });

  it('is whole again in both copies once it was opened for writing', async ({ task }) => {
    task.meta.inputs = 300;
    const random = createRandom(21);
    const journal = files.filter(({ name }) => /-[ab]$/.test(name));
    for (let trial = 0; trial < 300; trial += 1) {
      const file = journal[random.below(journal.length)]!;
      await writeFile(file, damageBytes(await readFile(file), random));
      await (await openTo('write')).close();
      expect(await judge(file.path)).toEqual([]);
      const twin = file.name.replace(/.$/, (side) => (side === 'a' ? 'b' : 'a'));
      await file.directory.remove(twin);
      expect(readNumbers((await openTo('read')).content)).toEqual(numbers);
      await restore();
    }
  });

  it('names steps that are damaged in both copies, and opens with the rest', async () => {
    for (const file of newest()) {
      const bytes = await readFile(file);
      const at = Buffer.from(bytes).lastIndexOf('30');
      bytes[at]! ^= 1;
      await writeFile(file, bytes);
    }
    const { content } = await openTo('read');
    expect(readNumbers(content)).toEqual(numbers.filter((number) => number !== 30));
    expect(content.damage.filter(({ isHealed }) => !isHealed)).toEqual([
      {
        what: 'journal',
        detail: 'Step 30 of the journal is damaged in both copies and lost.',
        isHealed: false,
      },
    ]);
    await restore();
  });

  it('names the last steps where both copies lack them, whole or cut, and goes on behind them', async () => {
    const writing = await openTo('write');
    await writing.writer.setAbout({ title: 'to be damaged' });
    await writing.close();
    for (const cut of [1, 60, 200]) {
      const found = (await findFiles(await projects.get(id))).filter(({ path }) =>
        path.startsWith('journal/'),
      );
      const undamaged = await Promise.all(found.map(readFile));
      for (const [index, file] of found.entries())
        await writeFile(file, undamaged[index]!.slice(0, -cut));
      const { content } = await openTo('read');
      const read = readNumbers(content);
      expect(read).toEqual(numbers.slice(0, read.length));
      const lost = numbers.length - read.length;
      expect(lost).toBeGreaterThan(0);
      expect(content.damage.filter(({ isEnd }) => isEnd)).toMatchObject([
        {
          detail: expect.stringMatching(
            lost === 1 ? /^The last step / : `^The last ${lost} steps `,
          ),
        },
      ]);
      const next = await openTo('write');
      expect(await next.append(37, 0)).toBe(37);
      await next.close();
      expect(readNumbers((await openTo('read')).content)).toEqual([...read, 37]);
      await restore();
      const again = await openTo('write');
      await again.writer.setAbout({ title: 'to be damaged' });
      await again.close();
    }
    await restore();
  });

  it('names the last step that is damaged in both copies, though nothing else has noted it', async () => {
    for (const cut of [0, 1]) {
      for (const file of newest()) {
        const bytes = await readFile(file);
        bytes[bytes.length - 2]! ^= 1;
        await writeFile(file, bytes.slice(0, bytes.length - cut));
      }
      const { content } = await openTo('read');
      expect(readNumbers(content)).toEqual(numbers.slice(0, -1));
      expect(content.damage.filter(({ isHealed }) => !isHealed)).toMatchObject([
        { detail: expect.stringMatching(/^The last step of the journal, 36, cannot/), isEnd: true },
      ]);
      await restore();
    }
  });

  it('names the last steps where both copies end just behind an earlier one, and the summary is older', async () => {
    for (const lost of [1, 5, 11]) {
      for (const file of newest()) await writeFile(file, cutRecords(await readFile(file), lost));
      const { content } = await openTo('read');
      expect(readNumbers(content)).toEqual(numbers.slice(0, -lost));
      expect(content.damage.filter(({ isEnd }) => isEnd)).toMatchObject([
        {
          detail: expect.stringMatching(
            lost === 1 ? /^The last step / : `^The last ${lost} steps `,
          ),
        },
      ]);
      await restore();
    }
  });

  it('says nothing where a note of how far the journal went is damaged or gone', async () => {
    for (const file of files.filter(({ name }) => name.endsWith('-tally'))) {
      for (const bytes of [new Uint8Array(), damaged(await readFile(file))]) {
        await writeFile(file, bytes);
        expect(await judge(file.path)).toEqual([]);
      }
      await file.directory.remove(file.name);
      expect(await judge(file.path)).toEqual([]);
    }
    await restore();
  });

  it('opens from the journal alone when every snapshot is gone, naming what that lacks', async () => {
    for (const file of files.filter(({ path }) => path.startsWith('snapshots/')))
      await writeFile(file, new Uint8Array(10));
    const { content } = await openTo('read');
    expect(readNumbers(content).slice(-12)).toEqual(numbers.slice(-12));
    await restore();
  });
});

/** The two copies of the last part of the journal. */
function newest(): FoundFile[] {
  return files.filter(({ name }) => /^\d{10}-[ab]$/.test(name)).slice(-2);
}

/** The bytes without so many of their last records, cut just between two. */
function cutRecords(bytes: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const { records } = decodeRecords(bytes);
  return encodeRecords(records.slice(0, -count)).slice() as Uint8Array<ArrayBuffer>;
}

function damaged(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  bytes[12]! ^= 1;
  return bytes;
}

async function restore(): Promise<void> {
  for (const file of await findFiles(root)) await file.directory.remove(file.name);
  const project = await projectDirectory();
  for (const [path, base64] of whole) {
    const parts = path.split('/');
    const inner = parts.length === 4 ? await project.directory(parts[2]!) : project;
    const file = { directory: inner, name: parts.at(-1)!, path };
    await writeFile(file, Uint8Array.from(Buffer.from(base64, 'base64')));
  }
}

async function projectDirectory(): ReturnType<MemoryDirectory['directory']> {
  return (await root.directory('projects')).directory(id);
}
