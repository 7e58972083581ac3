/** A file of the build as it is served: its path relative to the page, the SHA-256 of its bytes, and how many. */
export interface ServedFile {
  path: string;
  sha256: string;
  sizeBytes: number;
}

/** The list of all files of the build, beside the page. It cannot list itself. */
export const fileListName = 'files.json';

/** The service worker, beside the page. Browsers compare it byte by byte, so that its name must not change. */
export const serviceWorkerName = 'sw.js';
