import { arrowFooter, type ArrowBlock } from './arrow-footer';
import { splitMessages, type ArrowMessage } from './arrow-messages';
import { countArrowRows } from './count-arrow-rows';
import type { EncodedPiece, TableEncoder } from './table-encoder';

const mark = new TextEncoder().encode('ARROW1');
const streamEnd = Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/** Arrow IPC, as a stream or as a file (Feather, version 2): the engine's own messages one after another. */
export class ArrowEncoder implements TableEncoder {
  readonly #blocks: ArrowBlock[] = [];
  #schema: Uint8Array<ArrayBuffer> | undefined;
  #offset = 0;

  constructor(private readonly isFile: boolean) {}

  write(ipc: Uint8Array): Promise<EncodedPiece> {
    const messages = splitMessages(ipc);
    const parts = messages.flatMap((message) => this.#take(message));
    return Promise.resolve({ parts, rowCount: countArrowRows(ipc), notes: [] });
  }

  end(): Promise<EncodedPiece> {
    const parts = this.isFile ? [streamEnd, ...this.#footer()] : [streamEnd];
    return Promise.resolve({ parts, rowCount: 0, notes: [] });
  }

  #take(message: ArrowMessage): Uint8Array<ArrayBuffer>[] {
    const { bytes, metadata, metadataBytes, bodyBytes, isSchema } = message;
    if (isSchema && this.#schema) return [];
    const parts: Uint8Array<ArrayBuffer>[] = [bytes];
    if (isSchema) {
      this.#schema = metadata.slice() as Uint8Array<ArrayBuffer>;
      if (this.isFile) parts.unshift(Uint8Array.from([...mark, 0, 0]));
    } else this.#blocks.push({ offset: this.#offset, metadataBytes, bodyBytes });
    this.#offset += parts.reduce((sum, part) => sum + part.length, 0);
    return parts;
  }

  #footer(): Uint8Array<ArrayBuffer>[] {
    const footer = arrowFooter(this.#schema!, this.#blocks);
    const size = new Uint8Array(4);
    new DataView(size.buffer).setInt32(0, footer.length, true);
    return [footer, size, mark];
  }
}
