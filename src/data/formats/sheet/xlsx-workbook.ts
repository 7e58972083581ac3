import { builtInKind, formatKind, type SerialKind } from './excel-formats';
import type { XmlHandler, XmlTag } from './xml-scanner';

export interface WorkbookSheet {
  name: string;
  /** Names the sheet's file in the list of relations. */
  relation: string;
  isHidden: boolean;
}

/** `xl/workbook.xml`: the sheets in order, and which day its dates are counted from. */
export class WorkbookReader implements XmlHandler {
  readonly sheets: WorkbookSheet[] = [];
  is1904 = false;

  open(name: string, tag: XmlTag): void {
    if (name === 'workbookPr') this.is1904 = isTrue(tag.attribute('date1904'));
    if (name !== 'sheet') return;
    this.sheets.push({
      name: decodeEscapes(tag.attribute('name') ?? ''),
      relation: tag.attribute('r:id') ?? tag.attribute('id') ?? '',
      isHidden: (tag.attribute('state') ?? 'visible') !== 'visible',
    });
  }

  text(): void {}

  close(): void {}
}

/** A list of relations: which file of the archive an id stands for, and of what kind it is. */
export class RelationsReader implements XmlHandler {
  readonly targets = new Map<string, { path: string; kind: string }>();

  open(name: string, tag: XmlTag): void {
    if (name !== 'Relationship') return;
    const target = tag.attribute('Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const kind = (tag.attribute('Type') ?? '').replace(/^.*\//, '');
    this.targets.set(tag.attribute('Id') ?? '', { path: path.replace('/./', '/'), kind });
  }

  text(): void {}

  close(): void {}
}

/** `xl/styles.xml`: what the numbers of each cell style are. */
export class StylesReader implements XmlHandler {
  /** By index of the style. */
  readonly kinds: SerialKind[] = [];
  readonly #written = new Map<number, SerialKind>();
  #inCells = false;

  open(name: string, tag: XmlTag): void {
    if (name === 'numFmt') {
      const id = Number(tag.attribute('numFmtId'));
      this.#written.set(id, formatKind(tag.attribute('formatCode') ?? ''));
    } else if (name === 'cellXfs') this.#inCells = true;
    else if (name === 'xf' && this.#inCells) {
      const id = Number(tag.attribute('numFmtId') ?? 0);
      this.kinds.push(this.#written.get(id) ?? builtInKind(id));
    }
  }

  text(): void {}

  close(name: string): void {
    if (name === 'cellXfs') this.#inCells = false;
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** Excel writes characters that XML cannot hold, and some that it can, as `_x000D_`. */
export function decodeEscapes(text: string): string {
  return text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
