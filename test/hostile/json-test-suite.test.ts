import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { corpusFiles, corpusPath } from '../support/corpora';
import { createImportHarness, type ImportHarness } from '../support/import-harness';
import { checkDocument, type Verdict } from '../support/json-outcome';
import { grammarCases } from '../support/json-grammar';

const suite = 'json-test-suite';
const files = corpusFiles(suite, /^[yni]_.*\.json$/);
let harness: ImportHarness;

beforeAll(async () => {
  harness = await createImportHarness();
});

if (files.length > 0) {
  describe('JSONTestSuite (y_ read, n_ refused in words, i_ either)', () => {
    it.each(files)('%s', (name) => {
      const bytes = new Uint8Array(readFileSync(corpusPath(`${suite}/${name}`)));
      return checkDocument(harness, bytes, name[0] as Verdict);
    });
  });
}

describe('JSON grammar of our own (valid read, invalid refused in words)', () => {
  it.each(grammarCases)('$verdict $title', ({ bytes, verdict }) =>
    checkDocument(harness, bytes, verdict),
  );

  it('holds the verdict of JSON.parse on every case', ({ task }) => {
    task.meta.inputs = 0;
    for (const { title, bytes, verdict } of grammarCases) {
      expect([title, verdict]).toEqual([title, isJson(bytes) ? 'y' : 'n']);
    }
  });
});

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
