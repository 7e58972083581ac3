import type { SourceOptions } from '../../data/source';
import type { TextPreview } from '../../data/text-preview';
import { unpackFile } from '../unpack/unpack-file';
import { previewText } from './csv/preview-text';
import type { DecodeHooks } from './csv/transcode';
import type { Decoder } from './import-ports';
import { previewSheet } from './sheet/preview-sheet';

/**
 * The first rows of a text or a sheet as the options read them, with the reason for each guess.
 * @throws AppError as the import would.
 */
export async function previewFile(
  file: Blob,
  name: string,
  options: SourceOptions,
  readSheet: Decoder['readSheet'],
  hooks: DecodeHooks = {},
): Promise<TextPreview> {
  const unpacked = await unpackFile(file, name, options.part, hooks);
  const format = options.format ?? unpacked.detection.format;
  if (format !== 'xlsx' && format !== 'ods') return previewText(unpacked, options, hooks);
  const sheet = await readSheet(unpacked.file, format, unpacked.name, unpacked.innerPart, hooks);
  return previewSheet(sheet, unpacked.name, options);
}
