import type { ProjectContent } from '../../engine/storage/project-content';
import { JournalReader } from '../../notebook/journal-reader';
import type { JournalEntry, ProjectSnapshot } from '../../notebook/project-state';

/** What a project that was opened comes to. */
export function readContent({ snapshot, payloads }: ProjectContent): JournalReader {
  const reader = new JournalReader(snapshot?.payload as ProjectSnapshot | undefined);
  for (const { payload } of payloads) reader.read(payload as JournalEntry);
  return reader;
}
