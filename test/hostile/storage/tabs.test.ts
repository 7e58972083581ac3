import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../src/math/random';
import { createMemoryBroadcast } from '../../../src/engine/storage/memory/memory-broadcast';
import { MemoryDirectory } from '../../../src/engine/storage/memory/memory-directory';
import { MemoryLocks } from '../../../src/engine/storage/memory/memory-locks';
import { OpenProject, type ProjectEvent } from '../../../src/engine/storage/open-project';
import type { Platform } from '../../../src/engine/storage/ports';
import { Projects } from '../../../src/engine/storage/projects';
import { toStorageError } from '../../../src/engine/storage/storage-error';
import { FaultyDirectory } from '../../support/storage/faulty-directory';
import { createPlatform, readNumbers } from '../../support/storage/journey';
import { LateLocks, Turns } from '../../support/storage/turns';

const interleavings = 500;
const stepsPerTab = 9;
const expectedCodes = ['project_busy', 'project_taken', 'storage_closed', 'storage_busy'];

/** What all tabs together were told is saved: the number under each place. */
type Saved = Map<number, number>;

/** A tab that opens, takes over, stores and closes as the seed says. */
class RacingTab {
  #open: OpenProject | undefined;
  #known: number[] = [];
  #failures = 0;
  readonly wrong: string[] = [];
  taken = 0;
  lost = 0;

  constructor(
    private readonly platform: Platform,
    private readonly id: string,
    private readonly saved: Saved,
    private readonly random: Random,
    private readonly nextNumber: () => number,
  ) {}

  async run(): Promise<void> {
    for (let step = 0; step < stepsPerTab; step += 1) {
      try {
        await this.#step();
      } catch (thrown) {
        const { code, message } = toStorageError(thrown);
        if (!expectedCodes.includes(code)) this.wrong.push(`${code}: ${message}`);
      }
    }
    await this.#open?.close();
  }

  async #step(): Promise<void> {
    const dice = this.random.below(10);
    if (!this.#open?.isWriter || dice === 0) return this.#openTo();
    if (dice < 7) return this.#append(1 + this.random.below(3));
    if (dice < 9) return this.#snapshot();
    await this.#open.close();
    this.#open = undefined;
  }

  async #openTo(): Promise<void> {
    await this.#open?.close();
    this.#open = undefined;
    const mode = (['write', 'take over', 'read'] as const)[this.random.below(3)]!;
    const project = await new Projects(this.platform, 'disk').get(this.id);
    const tell = (event: ProjectEvent): void => {
      if (event.type === 'lost') this.lost += 1;
    };
    this.#open = await OpenProject.open(this.platform, project, this.id, mode, tell);
    this.#failures = 0;
    this.#known = readNumbers(this.#open.content);
    if (mode === 'take over') this.taken += 1;
  }

  async #append(count: number): Promise<void> {
    const open = this.#open!;
    const numbers = Array.from({ length: count }, this.nextNumber);
    const answers = await Promise.allSettled(
      numbers.map((number) => open.append(number, this.#failures)),
    );
    for (const [index, answer] of answers.entries()) {
      if (answer.status === 'rejected') {
        this.#failures = Number(toStorageError(answer.reason).details.failures ?? 0);
        throw answer.reason as Error;
      }
      const place = answer.value;
      if (this.saved.has(place)) this.wrong.push(`place ${place} was given out twice`);
      this.saved.set(place, numbers[index]!);
      this.#known.push(numbers[index]!);
      if (this.#known.length !== place) this.wrong.push(`place ${place} of ${this.#known.length}`);
    }
  }

  async #snapshot(): Promise<void> {
    await this.#open!.snapshot([...this.#known]);
  }
}

async function race(
  seed: number,
): Promise<{ wrong: string[]; taken: number; lost: number; saved: number }> {
  const random = createRandom(seed);
  const root = new MemoryDirectory();
  const id = await new Projects(createPlatform(root), 'disk').create({});
  const turns = new Turns(random.fork('turns'));
  const locks = new MemoryLocks();
  const openBroadcast = createMemoryBroadcast();
  const saved: Saved = new Map();
  let number = 0;
  const tabs = Array.from({ length: 2 + random.below(2) }, (_, index) => {
    const platform: Platform = {
      root: new FaultyDirectory(root, { pass: () => turns.take() }),
      locks: new LateLocks(locks, turns, 60),
      openBroadcast,
      now: () => 0,
    };
    return new RacingTab(platform, id, saved, random.fork(String(index)), () => (number += 1));
  });
  await Promise.all(tabs.map((tab) => tab.run()));
  const after = createPlatform(root);
  const open = await OpenProject.open(
    after,
    await new Projects(after, 'disk').get(id),
    id,
    'write',
    () => undefined,
  );
  const found = readNumbers(open.content);
  const wrong = tabs.flatMap((tab) => tab.wrong);
  for (const [place, stored] of saved)
    if (found[place - 1] !== stored) wrong.push(`${stored} saved at ${place}: ${found[place - 1]}`);
  if (new Set(found).size !== found.length) wrong.push(`twice: ${found}`);
  if (open.content.damage.length > 0) wrong.push(open.content.damage[0]!.detail);
  return {
    wrong: wrong.map((words) => `seed ${seed}: ${words}`),
    taken: tabs.reduce((sum, tab) => sum + tab.taken, 0),
    lost: tabs.reduce((sum, tab) => sum + tab.lost, 0),
    saved: saved.size,
  };
}

describe('Tabs racing for a project', () => {
  it('lose nothing that one of them was told is saved, in 500 interleavings', async ({ task }) => {
    task.meta.inputs = interleavings;
    const races: Awaited<ReturnType<typeof race>>[] = [];
    for (let seed = 1; seed <= interleavings; seed += 1) races.push(await race(seed));
    expect(races.flatMap(({ wrong }) => wrong).slice(0, 5)).toEqual([]);
    const sum = (of: (each: (typeof races)[number]) => number): number =>
      races.reduce((total, each) => total + of(each), 0);
    expect(sum(({ saved }) => saved)).toBeGreaterThan(4 * interleavings);
    expect(sum(({ taken }) => taken)).toBeGreaterThan(interleavings);
    expect(sum(({ lost }) => lost)).toBeGreaterThan(interleavings / 2);
  });
});
