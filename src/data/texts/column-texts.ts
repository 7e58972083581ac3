import type { TextFacts } from './text-facts';

/** What was counted of a text column while it was read, on its way to whoever needs it. */
export interface ColumnTexts {
  name: string;
  /** What tells the kind of the column. */
  present: number;
  distinct: number;
  phrases: number;
  characters: number;
  /** Bytes of UTF-8 of all rows, by which the table that was made is checked. */
  bytes: number;
  /** All of it, as one block of bytes that threads on the way need not take apart. */
  packed: Uint8Array;
}

export function packTexts(name: string, facts: TextFacts): ColumnTexts {
  const { present, distinct, phrases, characters, bytes } = facts;
  const packed = new TextEncoder().encode(JSON.stringify(facts));
  return { name, present, distinct, phrases, characters, bytes, packed };
}

export function unpackTexts({ packed }: ColumnTexts): TextFacts {
  return JSON.parse(new TextDecoder().decode(packed)) as TextFacts;
}
