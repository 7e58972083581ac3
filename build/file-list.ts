import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { fileListName, fileListText, listServedFiles } from './served-files.ts';

/** Writes `files.json` beside the page, when all else is written: each file of the build with its SHA-256 and size. */
export function fileList(): Plugin {
  return {
    name: 'assay-file-list',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: ({ dir }) =>
        writeFileSync(join(dir!, fileListName), fileListText(listServedFiles(dir!))),
    },
  };
}
