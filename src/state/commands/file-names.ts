import { notebookEnding } from '../app.svelte';

/** A title as a file name: what file systems refuse becomes a dash. */
export function notebookFile(title: string): string {
  return `${fileStem(title)}${notebookEnding}`;
}

/** A title as the beginning of a file name. */
export function fileStem(title: string): string {
  const plain = title.replace(/[\p{C}<>:"/\\|?*]+/gu, '-').replace(/^[-. ]+|[-. ]+$/g, '');
  return plain || 'notebook';
}
