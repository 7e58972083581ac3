import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { fileListName, serviceWorkerName } from '../src/engine/assets/served-file.ts';
import { fileListText, listServedFiles } from './served-files.ts';
import { buildServiceWorker } from './service-worker.ts';

/**
 * Writes, when all else is written, the service worker with the list of what it keeps, and beside it `files.json`:
 * each file of the build with its SHA-256 and size.
 */
export function fileList(): Plugin {
  return {
    name: 'assay-file-list',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: ({ dir }) => writeFileLists(dir!),
    },
  };
}

/** Writes both for the files that are in `folder` now. */
export async function writeFileLists(folder: string): Promise<void> {
  const kept = listServedFiles(folder).filter(({ path }) => path !== serviceWorkerName);
  writeFileSync(join(folder, serviceWorkerName), await buildServiceWorker(kept));
  writeFileSync(join(folder, fileListName), fileListText(listServedFiles(folder)));
}
