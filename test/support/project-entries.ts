import { createHash } from 'node:crypto';
import { zipOf, type ZipMember } from './zip-writer';

/** What a project file holds, by path. */
export type Entries = Record<string, string | Uint8Array>;

export interface Entry {
  path: string;
  sha256: string;
  sizeBytes: number;
}

export interface Manifest {
  format: unknown;
  entries: Entry[];
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function membersOf(entries: Entries): ZipMember[] {
  return Object.entries(entries).map(([name, content]) => ({ name, content }));
}

export function without(path: string, entries: Entries): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([known]) => known !== path));
}

export function parseEntry<T>(entries: Entries, path: string): T {
  return JSON.parse(new TextDecoder().decode(entries[path] as Uint8Array)) as T;
}

/** A project file of these entries, with a manifest that is right about them, as one of `format`. */
export function listedRight(entries: Entries, format: number): Uint8Array<ArrayBuffer> {
  const rows = { table: 'people', rowCount: 2 };
  const listed = Object.entries(without('manifest.json', entries)).map(([path, content]) => ({
    path,
    sha256: sha256(content),
    sizeBytes: Buffer.from(content).length,
    ...(path.startsWith('rows/') && { rows }),
  }));
  const manifest = parseEntry<Manifest>(entries, 'manifest.json');
  const whole = JSON.stringify({ ...manifest, format, entries: listed });
  return zipOf(membersOf({ ...without('manifest.json', entries), 'manifest.json': whole }));
}

/** A project file whose manifest was changed, or is what `change` answers. */
export function withManifest(
  entries: Entries,
  change: (manifest: Manifest) => unknown,
): Uint8Array<ArrayBuffer> {
  const changed = parseEntry<Manifest>(entries, 'manifest.json');
  const answer = change(changed) ?? changed;
  return zipOf(membersOf({ ...entries, 'manifest.json': JSON.stringify(answer) }));
}
