import type { ServedFile } from '../served-file';

/** SHA-256 in 64 hexadecimal digits. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether these are the bytes that the build lists. */
export async function isFile(bytes: Uint8Array<ArrayBuffer>, file: ServedFile): Promise<boolean> {
  return bytes.length === file.sizeBytes && (await sha256Of(bytes)) === file.sha256;
}

/** Sixteen digits that are the same for the same files: of the SHA-256 of their list. */
export async function versionOf(files: readonly ServedFile[]): Promise<string> {
  const lines = files.map(({ path, sha256 }) => `${sha256} ${path}\n`).join('');
  return (await sha256Of(new TextEncoder().encode(lines))).slice(0, 16);
}
