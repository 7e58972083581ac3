import { describe, expect, it } from 'vitest';
import { fileListText } from '../../../../build/served-files';
import { checkFileList } from '../../../../src/engine/assets/service-worker/file-list';

const page = { path: 'index.html', sha256: 'aa', sizeBytes: 2 };
const script = { path: 'assets/a.js', sha256: 'bb', sizeBytes: 3 };
const worker = { path: 'sw.js', sha256: 'cc', sizeBytes: 4 };

describe('checkFileList', () => {
  it('returns the service worker of a list that is the expected one otherwise', () => {
    expect(checkFileList(fileListText([script, page, worker]), [page, script])).toEqual(worker);
  });

  it.each([
    ['a hash differs', [page, { ...script, sha256: 'bc' }, worker], 'assets/a.js'],
    ['a size differs', [{ ...page, sizeBytes: 5 }, script, worker], 'index.html'],
    ['a file is missing', [page, worker], 'sw.js'],
    ['a file is more', [page, script, { ...script, path: 'x.js' }, worker], 'x.js'],
    ['there is no service worker', [page, script], 'sw.js'],
  ])('refuses a list where %s', (_what, files, path) => {
    expect(() => checkFileList(fileListText(files), [page, script])).toThrow(
      expect.objectContaining({ code: 'bad_value', details: { path } }),
    );
  });

  it.each(['', '<!doctype html>', 'null', '{"files": 3}', '{"files": [null, 1, {"path": 1}]}'])(
    'refuses what is no list: %s',
    (text) => {
      expect(() => checkFileList(text, [page])).toThrow('does not list the files of this build');
    },
  );
});
