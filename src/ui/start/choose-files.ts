import { readableEndings } from '../../data/formats/csv/readable-names';
import type { FoundFile } from '../../state/source/folder-choice.svelte';
import { givenFiles } from './dropped-files';

/** Opens the browser's own file dialog. To be called from a click or a key. */
export function chooseFiles(take: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = [...readableEndings, 'assay', 'assay.json']
    .map((ending) => `.${ending}`)
    .join(',');
  input.addEventListener('change', () => take([...(input.files ?? [])]));
  input.click();
}

/** Opens the browser's dialog for folders. */
export function chooseFolder(take: (files: FoundFile[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  input.addEventListener('change', () => take(givenFiles(input.files)));
  input.click();
}
