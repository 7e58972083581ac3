import { AppError } from '../../../src/data/app-error';
import { MemoryLocks } from '../../../src/engine/storage/memory/memory-locks';
import { OpenProject } from '../../../src/engine/storage/open-project';
import type { Directory, Platform } from '../../../src/engine/storage/ports';
import type { ProjectContent } from '../../../src/engine/storage/project-content';
import { Projects } from '../../../src/engine/storage/projects';
import { toStorageError } from '../../../src/engine/storage/storage-error';

/** A person's work as far as the store goes: a list of numbers that grows, and files. */
export class Journey {
  /** All that was asked to be kept, in order. */
  readonly document: number[] = [];
  /** How many of these were shown as saved. */
  saved = 0;
  readonly blobs = new Map<string, string>();
  readonly failures: AppError[] = [];
  /** Projects that were there, and when they must not be. */
  readonly purged: string[] = [];
  id = '';
  #failed = 0;
  #open: OpenProject | undefined;
  readonly #platform: Platform;
  readonly #projects: Projects;

  constructor(
    root: Directory,
    /** How often a step that failed is tried once more. */
    private readonly retries: number,
  ) {
    this.#platform = createPlatform(root);
    this.#projects = new Projects(this.#platform, 'disk');
  }

  async run(): Promise<void> {
    await this.#try(async () => (this.id = await this.#projects.create({ title: 'journey' })));
    if (!this.id) return;
    await this.#reopen();
    await this.#edit(1);
    await this.#edit(2);
    await this.#snapshot();
    await this.#putBlob('first file');
    await this.#edit(3);
    await this.#snapshot();
    await this.#try(() => this.#writable.writer.setAbout({ title: 'renamed' }));
    await this.#reopen();
    await this.#edit(1);
    await this.#snapshot();
    await this.#edit(2);
    await this.#putBlob('second file');
    let copy = '';
    await this.#try(
      async () => (copy = await this.#projects.duplicate(this.id, { title: 'copy' })),
    );
    await this.#close();
    await this.#try(() => this.#projects.remove(this.id));
    await this.#try(() => this.#projects.restore(this.id));
    if (copy) await this.#try(() => this.#projects.purge(copy));
    await this.#reopen();
    await this.#edit(1);
    await this.#close();
    await this.#try(() => this.#projects.tidy());
  }

  get #writable(): OpenProject {
    if (!this.#open) throw new AppError('storage_closed', 'not open');
    return this.#open;
  }

  async #reopen(): Promise<void> {
    await this.#close();
    await this.#try(async () => {
      const project = await this.#projects.get(this.id);
      this.#failed = 0;
      this.#open = await OpenProject.open(
        this.#platform,
        project,
        this.id,
        'write',
        () => undefined,
      );
    });
  }

  async #close(): Promise<void> {
    await this.#open?.close();
    this.#open = undefined;
  }

  /** Numbers that are asked for at once; those not saved before come first. */
  async #edit(count: number): Promise<void> {
    for (let each = 0; each < count; each += 1) this.document.push(this.document.length + 1);
    await this.#try(async () => {
      const unsaved = this.document.slice(this.saved);
      const before = this.saved;
      const answers = await Promise.allSettled(
        unsaved.map((number) => this.#writable.append(number, this.#failed)),
      );
      answers.forEach(({ status }, index) => {
        if (status === 'fulfilled') this.saved = before + index + 1;
      });
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (!failed) return;
      this.#failed = Number((failed.reason as AppError).details?.failures ?? this.#failed);
      throw failed.reason as Error;
    });
  }

  async #snapshot(): Promise<void> {
    await this.#try(async () => {
      await this.#writable.snapshot([...this.document]);
      this.saved = this.document.length;
    });
  }

  async #putBlob(text: string): Promise<void> {
    await this.#try(async () => {
      const sha256 = await this.#writable.blobs.put(new Blob([text]));
      this.blobs.set(sha256, text);
    });
  }

  async #try(step: () => Promise<unknown>): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await step();
        return;
      } catch (thrown) {
        if ((thrown as Error).name === 'Crash') throw thrown;
        this.failures.push(toStorageError(thrown));
        if (attempt >= this.retries) return;
      }
    }
  }
}

/** One browser that was just started: its locks are free, its clock runs backwards. */
export function createPlatform(root: Directory): Platform {
  let now = 1_800_000_000_000;
  return {
    root,
    locks: new MemoryLocks(),
    openBroadcast: () => ({ post: () => undefined, close: () => undefined }),
    now: () => (now -= 60_000),
  };
}

/** The numbers that a project holds. */
export function readNumbers({ snapshot, payloads }: ProjectContent): number[] {
  const before = (snapshot?.payload ?? []) as number[];
  return [...before, ...payloads.map(({ payload }) => payload as number)];
}

/** What is wrong with what a new browser finds after a journey; empty where nothing is. */
export async function findLosses(root: Directory, journey: Journey): Promise<string[]> {
  const platform = createPlatform(root);
  const projects = new Projects(platform, 'disk');
  await projects.tidy();
  const wrong: string[] = [];
  for (const { id } of await projects.list()) {
    const project = await projects.get(id);
    const open = await OpenProject.open(platform, project, id, 'write', () => undefined);
    const { content } = open;
    if (content.damage.length > 0) wrong.push(`damage: ${content.damage[0]!.detail}`);
    if (id === journey.id) wrong.push(...compare(journey, readNumbers(content)));
    for (const [sha256, text] of id === journey.id ? journey.blobs : []) {
      if ((await (await open.blobs.get(sha256)).text()) !== text) wrong.push(`blob ${sha256}`);
    }
    await open.append(journey.document.length + 1, 0);
    await open.close();
    wrong.push(...(await findLeftovers(project)));
  }
  if (journey.saved > 0 && !(await projects.find(journey.id))) wrong.push('the project is gone');
  return wrong;
}

function compare({ document, saved }: Journey, found: number[]): string[] {
  const isPrefix = found.every((number, index) => number === document[index]);
  if (!isPrefix || found.length > document.length) return [`found ${found} of ${document}`];
  return found.length < saved ? [`${saved} were saved, ${found.length} are there`] : [];
}

async function findLeftovers(directory: Directory, path = ''): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, kind } of await directory.list()) {
    if (name.startsWith('unfinished-')) wrong.push(`left over: ${path}${name}`);
    const inner = kind === 'directory' ? await directory.findDirectory(name) : undefined;
    if (inner) wrong.push(...(await findLeftovers(inner, `${path}${name}/`)));
  }
  return wrong;
}
