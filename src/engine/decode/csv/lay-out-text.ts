import type { CsvChoices } from '../../../data/formats/csv/csv-plan';
import { describeTextLayout, inferTextLayout } from '../../../data/formats/text/text-layout';
import { createLayoutWriter } from '../../../data/formats/text/text-layout-writer';
import { readBytes, readPieces } from '../../files/read-pieces';
import type { DecodeHooks } from './transcode';

/** A text that was laid out anew, and how it must be read now. */
export interface LaidOutText {
  text: Blob;
  choices: CsvChoices;
  note: string;
}

const sampleBytes = 2 ** 16;

/**
 * Lays out a text (UTF-8) anew that no delimiter and no plain quote describes: columns of characters, odd
 * quotes, odd ends of records. Undefined where it can be read as it is. Memory: one piece.
 */
export async function layOutText(
  file: Blob,
  choices: CsvChoices,
  hooks: DecodeHooks = {},
): Promise<LaidOutText | undefined> {
  const head = new TextDecoder().decode(await readBytes(file.slice(0, sampleBytes)));
  const sample =
    file.size > sampleBytes ? head.slice(0, head.lastIndexOf('\n') + 1 || undefined) : head;
  const layout = inferTextLayout(sample, choices);
  if (!layout) return undefined;
  const writer = createLayoutWriter(layout);
  const [decoder, encoder] = [new TextDecoder('utf-8', { ignoreBOM: true }), new TextEncoder()];
  const parts: Blob[] = [];
  for await (const { bytes, end } of readPieces(file, hooks.signal)) {
    const isLast = end === file.size;
    const text = decoder.decode(bytes, { stream: !isLast });
    parts.push(new Blob([encoder.encode(writer.push(text, isLast))]));
  }
  const fixed =
    layout.kind === 'fixed' || layout.kind === 'printed' ? { delimiter: ',', quote: '"' } : {};
  const quoted = layout.kind === 'quotes' ? { quote: '"' } : {};
  return {
    text: new Blob(parts),
    choices: { ...choices, ...fixed, ...quoted },
    note: describeTextLayout(layout),
  };
}
