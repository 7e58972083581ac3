import type { FoundFile } from '../../state/source/folder-choice.svelte';

/**
 * All files of a drop, those in folders with their path; hidden ones (a leading dot) are passed over. Must be called while
 * the drop is handled.
 */
export async function droppedFiles(event: DragEvent): Promise<FoundFile[]> {
  const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  // Entries are gone once the event is over, so that all are taken before the first is waited for.
  const taken = items.map((item) => ({
    entry: item.webkitGetAsEntry?.() ?? null,
    file: item.getAsFile(),
  }));
  const found: FoundFile[] = [];
  for (const { entry, file } of taken) {
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, found);
    else if (file) found.push({ file, path: file.name });
  }
  return found;
}

/** The files that an `<input>` was given, those of a folder with their path. */
export function givenFiles(files: FileList | null): FoundFile[] {
  return [...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

async function walk(folder: FileSystemDirectoryEntry, found: FoundFile[]): Promise<void> {
  const reader = folder.createReader();
  // A reader hands over some hundred entries at a time, and none at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, found);
      else
        found.push({
          file: await fileOf(entry as FileSystemFileEntry),
          path: entry.fullPath.replace(/^\//, ''),
        });
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
