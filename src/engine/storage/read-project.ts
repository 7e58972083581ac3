import { acceptRecords, cutoffOf, type AcceptedRecords } from './journal/accept-records';
import { findLostEnd, isDamaged } from './journal/heal-segments';
import { readSegments, type ReadSegment } from './journal/read-segments';
import { readTally } from './journal/tally';
import type { Directory } from './ports';
import type { Damage, NumberedPayload, ProjectContent } from './project-content';
import { projectFiles, storageFormat } from './project-layout';
import { decodeJson } from './records/json-payload';
import type { StoredRecord } from './records/record';
import { readValue } from './records/record-file';
import { findSnapshot } from './snapshots';
import { newerFormat, unknownProject } from './storage-error';

/** A project as it was read, with what a writer needs to go on. */
export interface ReadProject {
  content: ProjectContent;
  /** The records of its payloads. */
  accepted: StoredRecord[];
  segments: ReadSegment[];
}

/**
 * Reads a project without changing anything.
 * @throws AppError `unknown_project`, `newer_format`
 */
export async function readProject(project: Directory, id: string): Promise<ReadProject> {
  const damage = await checkFormat(project, id);
  const journal = await project.findDirectory('journal');
  // Before the journal: what is noted is written there by then.
  const about = await readValue(project, projectFiles.about);
  const summarized = about.state === 'whole' ? about.seq : 0;
  const noted = Math.max(summarized, journal ? await readTally(journal) : 0);
  const segments = journal ? await readSegments(journal) : [];
  for (const { head } of segments) refuseNewer(id, head?.format);
  const snapshots = await project.findDirectory('snapshots');
  const found = await findSnapshot(snapshots, ({ seq, epoch }) => seq <= cutoffOf(segments, epoch));
  const accepted = acceptRecords(
    segments,
    found.snapshot?.seq ?? 0,
    Math.max(noted, findLostEnd(segments)),
  );
  damage.push(...found.damage, ...describeMirrors(segments), ...describeGaps(accepted));
  const payloads = accepted.records.map(({ seq, payload }): NumberedPayload => ({
    seq,
    payload: decodeJson(payload),
  }));
  const content = { snapshot: found.snapshot, payloads, lastSeq: accepted.lastSeq, damage };
  return { content, accepted: accepted.records, segments };
}

/** @throws AppError `unknown_project` where there is none, `newer_format` */
export async function checkFormat(project: Directory, id: string): Promise<Damage[]> {
  const found = await readValue(project, projectFiles.format);
  if (found.state === 'missing') throw unknownProject(id);
  if (found.state === 'damaged')
    return [{ what: 'format', detail: 'The note of its format is damaged.', isHealed: true }];
  refuseNewer(id, (found.value as { format?: number }).format);
  return [];
}

function refuseNewer(id: string, format: number | undefined): void {
  if (format !== undefined && format > storageFormat) throw newerFormat(id, format);
}

function describeMirrors(segments: readonly ReadSegment[]): Damage[] {
  return segments.filter(isDamaged).map(({ epoch }) => ({
    what: 'journal',
    detail: `One copy of part ${epoch} of the journal is damaged or incomplete; the other one is whole.`,
    isHealed: true,
  }));
}

function describeGaps({ gaps, records, lastSeq }: AcceptedRecords): Damage[] {
  return gaps.map(([first, last]) => {
    const isEnd = last === lastSeq && records.at(-1)?.seq !== last;
    return {
      what: 'journal',
      detail: isEnd ? endWords(first, last) : gapWords(first, last),
      isHealed: false,
      ...(isEnd && { isEnd }),
    };
  });
}

function gapWords(first: number, last: number): string {
  return first === last
    ? `Step ${first} of the journal is damaged in both copies and lost.`
    : `Steps ${first} to ${last} of the journal are damaged in both copies and lost.`;
}

function endWords(first: number, last: number): string {
  return first === last
    ? `The last step of the journal, ${last}, cannot be read in either copy and is lost.`
    : `The last ${last - first + 1} steps of the journal, ${first} to ${last}, cannot be read in either copy and are lost.`;
}
