/** What must become of a hostile file. */
export type Expectation =
  /** Refused, in words that name this reason. */
  | { refused: RegExp }
  /** Read: as many rows, and as many set aside (none where absent). What else is named must hold too. */
  | {
      rows: number;
      rejected?: number;
      /** Rows that did not fit and were made to. */
      repaired?: number;
      names?: string[];
      types?: string[];
      /** The first rows as text, missing ones as null. */
      texts?: (string | null)[][];
      columnCount?: number;
      note?: RegExp;
    };

/** A file that is made to break a reader. */
export interface Pathology {
  title: string;
  file: string;
  make: () => string | Uint8Array<ArrayBuffer> | Blob;
  expected: Expectation;
}

type Content = ReturnType<Pathology['make']>;

export function pathology(
  title: string,
  file: string,
  content: Content | (() => Content),
  expected: Expectation,
): Pathology {
  return { title, file, make: typeof content === 'function' ? content : () => content, expected };
}

export function bytesOf(...parts: (string | number[])[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...encoder.encode(part)] : part)),
  );
}
