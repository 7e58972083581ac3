import { Sha256 } from '../math/sha256';

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits; at once, for short texts. */
export function hashText(text: string): string {
  return new Sha256().update(new TextEncoder().encode(text)).hex();
}
