import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapOver } from '../../../src/engine/workers/map-over';
import { createRandom, type Random } from '../../../src/math/random';
import { compare, readKept, type Acknowledged } from './acknowledged';
import { largeWork, smallWork, type KillSituation } from './kill-work';
import { startBrowser } from './killed-browser';

/** What became of one killed browser, for the message where it fails. */
export interface KillOutcome {
  seed: number;
  situation: string;
  /** When it was killed, in milliseconds since the work began. */
  afterMs: number;
  acknowledged: number;
  fault?: string;
}

/** A profile lives through so many killed browsers, each of which finds what the one before had saved. */
const runsOfProfile = { small: 11, large: 7 } as const;

/** Of so many profiles, one has large tables. */
const profilesPerLarge = 5;

/** Two profiles at a time: a browser that starts leaves cores idle. */
const lanes = [0, 1];

/**
 * Kills a browser at a random moment while it works, starts it anew on the same profile, and compares what is there
 * with what had been acknowledged; again and again, from `first`. `onProfile` hears what became of each profile.
 */
export async function killRuns(
  address: string,
  first: number,
  count: number,
  onProfile: (outcomes: readonly KillOutcome[]) => void = () => undefined,
): Promise<KillOutcome[]> {
  const outcomes = await mapOver(lanes, profilesOf(first, count), async (_lane, profile) => {
    const ofProfile = await killOneProfile(address, profile);
    onProfile(ofProfile);
    return ofProfile;
  });
  return outcomes.flat();
}

interface ProfilePlan {
  seeds: readonly number[];
  isLarge: boolean;
}

function profilesOf(first: number, count: number): ProfilePlan[] {
  const profiles: ProfilePlan[] = [];
  for (let planned = 0; planned < count; planned += profiles.at(-1)!.seeds.length) {
    const isLarge = profiles.length % profilesPerLarge === 0;
    const runs = Math.min(isLarge ? runsOfProfile.large : runsOfProfile.small, count - planned);
    profiles.push({
      isLarge,
      seeds: Array.from({ length: runs }, (_, run) => first + planned + run),
    });
  }
  return profiles;
}

async function killOneProfile(
  address: string,
  { seeds, isLarge }: ProfilePlan,
): Promise<KillOutcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-kill-'));
  const profile = { folder, address, isLarge };
  const outcomes: KillOutcome[] = [];
  try {
    let known: Acknowledged = { cells: [], results: {}, tables: {} };
    for (const [index, seed] of seeds.entries()) {
      const situation = isLarge ? largeWork[index % largeWork.length]! : smallWork;
      const [outcome, next] = await runAndKill(profile, known, situation, seed);
      outcomes.push(outcome);
      known = next;
    }
    outcomes.at(-1)!.fault ??= await checkOnce(profile, known);
    return outcomes;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Profile {
  folder: string;
  address: string;
  isLarge: boolean;
}

async function runAndKill(
  { folder, address, isLarge }: Profile,
  known: Acknowledged,
  situation: KillSituation,
  seed: number,
): Promise<[KillOutcome, Acknowledged]> {
  const random: Random = createRandom(seed, 'kill');
  const { page, kill } = await startBrowser(folder, address);
  let last = known;
  try {
    const found = await readKept(page, isLarge, known);
    const fault = compare(known, found);
    await page.exposeFunction('acknowledge', (said: Acknowledged) => (last = said));
    const number = random.below(1e6);
    await situation.prepare?.(page, number);
    const work = situation.work(page, number).catch(() => undefined);
    const afterMs = random.below(situation.longestMs);
    await Promise.race([work, sleep(afterMs)]);
    const next = last.cells.length >= found.cells.length ? last : found;
    const acknowledged = next.cells.length;
    return [{ seed, situation: situation.name, afterMs, acknowledged, fault }, next];
  } finally {
    await kill();
  }
}

async function checkOnce(
  { folder, address, isLarge }: Profile,
  known: Acknowledged,
): Promise<string | undefined> {
  const { page, kill } = await startBrowser(folder, address);
  try {
    return compare(known, await readKept(page, isLarge, known));
  } finally {
    await kill();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
