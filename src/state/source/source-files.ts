import type { SourceFile } from '../../data/source';
import type { NotebookDocument } from '../../notebook/document';

/** The files that the cells of a document read, each once; samples, which come with the page, left out. */
export function sourceFiles({ cells }: NotebookDocument): SourceFile[] {
  const files = cells.flatMap(({ params }) => Object.values(params).flatMap(findFiles));
  return [...new Map(files.map((file) => [file.sha256, file])).values()];
}

function findFiles(value: unknown): SourceFile[] {
  if (Array.isArray(value)) return value.flatMap(findFiles);
  if (typeof value !== 'object' || value === null) return [];
  const { sha256, sizeBytes, sample } = value as Partial<SourceFile>;
  const isFile = typeof sha256 === 'string' && typeof sizeBytes === 'number';
  return isFile && sample === undefined ? [value as SourceFile] : [];
}
