import type { FileSketch } from '../../../data/file-look';
import { mostColumns } from '../../../data/formats/csv/column-limit';
import { namedNodes } from '../../../data/formats/json/json-columns';
import { engineBytesPerRow } from '../../../data/sketch/engine-bytes';
import type { DecodeHooks } from '../csv/transcode';
import { surveyJson } from '../json/read-json';
import { surveyLines } from '../json/read-ndjson';
import { surveyMaps } from '../json/survey-maps';

/** Of a text, on average: only its count of columns tells that these are many, so most are short. */
const textLength = 10;

/** The columns of JSON that has more of them than a table may; undefined for any other. Reads all of it. */
export async function lookAtWideJson(
  file: Blob,
  format: 'json' | 'ndjson',
  name: string,
  hooks: DecodeHooks,
): Promise<FileSketch | undefined> {
  const { root, rowCount } =
    format === 'json'
      ? await surveyJson(file, name, hooks)
      : await surveyMaps((maps) => surveyLines(file, hooks, maps));
  const { names, nodes } = namedNodes(root);
  if (names.length <= mostColumns) return undefined;
  const texts = { count: 1, meanLength: textLength };
  const bytes = nodes.reduce((sum, { evidence }) => {
    const type = evidence!.texts > 0 ? 'VARCHAR' : 'DOUBLE';
    return sum + engineBytesPerRow({ type, rows: 1, texts });
  }, 0);
  return {
    ...{ format, columns: [], wide: { names, bytesPerRow: bytes / names.length } },
    ...{ sampledRows: rowCount, manner: 'all', rowCount, rowCountError: 0 },
  };
}
