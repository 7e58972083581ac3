const blanks = [0x20, 0x09];

/** Where a value begins behind spaces, tabs and no-break spaces (UTF-8). */
export function trimStart(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    if (blanks.includes(bytes[at]!)) at += 1;
    else if (isWideBlank(bytes, at, end)) at += 2;
    else break;
  }
  return at;
}

/** Where a value ends before spaces, tabs and no-break spaces (UTF-8). */
export function trimEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start) {
    if (blanks.includes(bytes[at - 1]!)) at -= 1;
    else if (isWideBlank(bytes, at - 2, end) && at - 2 >= start) at -= 2;
    else break;
  }
  return at;
}

/** The same of a text. */
export function trimText(text: string): string {
  return text.replace(/^[ \t\u00a0]+|[ \t\u00a0]+$/g, '');
}

function isWideBlank(bytes: Uint8Array, at: number, end: number): boolean {
  return at + 1 < end && bytes[at] === 0xc2 && bytes[at + 1] === 0xa0;
}
