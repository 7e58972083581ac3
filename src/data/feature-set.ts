import { AppError } from './app-error';
import {
  readFeatureDefinition,
  reviseDefinition,
  type FeatureDefinition,
} from './feature-definition';
import { typeFamily } from './type-family';

/** A column of the source that a definition names, with the type that it had where it was written. */
export type NeededColumn = [name: string, type: string];

/** A definition as it was at one version. */
export interface FeatureVersion extends FeatureDefinition {
  needs: NeededColumn[];
  /** ISO 8601. */
  savedAt: string;
}

/** A feature set under its name: all its versions, the oldest first; never empty. */
export interface FeatureSet {
  name: string;
  versions: FeatureVersion[];
}

/** What a person writes: the version follows from it. */
export type FeatureDraft = Omit<FeatureDefinition, 'version'> & { needs: NeededColumn[] };

/** A part of two versions that differs. */
export interface FeatureDifference {
  part: 'sql' | 'description' | 'owner' | 'cost' | 'sensitivity';
  before: string;
  after: string;
}

const comparedParts = ['sql', 'description', 'owner', 'cost', 'sensitivity'] as const;

export function latestOf({ versions }: FeatureSet): FeatureVersion {
  return versions[versions.length - 1]!;
}

/**
 * The set with a draft kept: as the next version where it makes something else than the latest, else as that one with
 * other words.
 */
export function keepVersion(
  known: FeatureSet | undefined,
  { needs, ...draft }: FeatureDraft,
  savedAt: string,
): FeatureSet {
  if (!known) {
    const first = readFeatureDefinition({ ...draft, version: 1 });
    return { name: first.name, versions: [{ ...first, needs, savedAt }] };
  }
  const latest = latestOf(known);
  const { sql, description, owner, cost, sensitivity } = draft;
  const revised = reviseDefinition(latest, { sql, description, owner, cost, sensitivity });
  const kept = known.versions.filter(({ version }) => version < revised.version);
  return { ...known, versions: [...kept, { ...revised, needs, savedAt }] };
}

/** The set under another name, in all its versions. */
export function renameSet(set: FeatureSet, name: string): FeatureSet {
  const versions = set.versions.map((version) => ({ ...version, name }));
  return { name, versions };
}

/** What differs between two versions. */
export function differencesOf(
  before: FeatureDefinition,
  after: FeatureDefinition,
): FeatureDifference[] {
  return comparedParts
    .map((part) => ({ part, before: String(before[part]), after: String(after[part]) }))
    .filter((each) => each.before.trim() !== each.after.trim());
}

/** How a table fits what a definition needs: columns that it lacks, and those of another kind of type. */
export function checkNeeds(
  needs: readonly NeededColumn[],
  columns: readonly { name: string; type: string }[],
): { missing: NeededColumn[]; others: { name: string; needed: string; found: string }[] } {
  const types = new Map(columns.map(({ name, type }) => [name.toLowerCase(), type]));
  const typeOf = (name: string): string | undefined => types.get(name.toLowerCase());
  return {
    missing: needs.filter(([name]) => typeOf(name) === undefined),
    others: needs.flatMap(([name, needed]) => {
      const found = typeOf(name);
      const isOther = found !== undefined && broadFamily(found) !== broadFamily(needed);
      return isOther ? [{ name, needed, found }] : [];
    }),
  };
}

/** A set as it is kept, checked. @throws AppError `bad_document` with what does not fit. */
export function readFeatureSet(value: unknown): FeatureSet {
  const { name, versions } = (value ?? {}) as Partial<Record<keyof FeatureSet, unknown>>;
  if (!Array.isArray(versions) || versions.length === 0 || typeof name !== 'string')
    throw new AppError('bad_document', 'A feature set that was kept has no versions.');
  return { name, versions: (versions as unknown[]).map(readVersion) };
}

/** Columns with types as a list of pairs; what is none is left out. */
export function readNeeds(value: unknown): NeededColumn[] {
  const pairs = Array.isArray(value) ? (value as unknown[]) : [];
  return pairs.flatMap((pair) => {
    const [name, type] = Array.isArray(pair) ? (pair as unknown[]) : [];
    return typeof name === 'string' && typeof type === 'string'
      ? [[name, type] as NeededColumn]
      : [];
  });
}

function readVersion(value: unknown): FeatureVersion {
  const { needs, savedAt } = (value ?? {}) as Partial<Record<keyof FeatureVersion, unknown>>;
  return {
    ...readFeatureDefinition(value),
    needs: readNeeds(needs),
    savedAt: typeof savedAt === 'string' ? savedAt : '',
  };
}

/** Types that one statement takes alike. */
function broadFamily(type: string): string {
  const family = typeFamily(type);
  if (['integer', 'float', 'decimal'].includes(family)) return 'number';
  if (['text', 'enum', 'uuid'].includes(family)) return 'text';
  return ['date', 'datetime'].includes(family) ? 'time' : family;
}
