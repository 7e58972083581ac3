/** What the engine can read, for the browser's file dialog. */
const accepted = '.csv,.tsv,.txt,.parquet,.json,.ndjson,.jsonl,.arrow,.arrows,.feather';

/** Opens the browser's own file dialog. To be called from a click or a key. */
export function chooseFiles(take: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = accepted;
  input.addEventListener('change', () => take([...(input.files ?? [])]));
  input.click();
}
