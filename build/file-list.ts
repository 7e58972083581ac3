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
      handler: async ({ dir }) => {
        const kept = listServedFiles(dir!).filter(({ path }) => path !== serviceWorkerName);
        writeFileSync(join(dir!, serviceWorkerName), await buildServiceWorker(kept));
        writeFileSync(join(dir!, fileListName), fileListText(listServedFiles(dir!)));
      },
    },
  };
}
