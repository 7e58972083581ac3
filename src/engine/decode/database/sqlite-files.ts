import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { SyncFile } from './sqlite-runtime';

/** Files that SQLite may open, by name, read-only: a file system of its own (sqlite3_vfs) that knows nothing else. */
export interface SqliteFiles {
  vfs: string;
  add(name: string, file: SyncFile): void;
  remove(name: string): void;
}

const installed = new WeakMap<Sqlite3Static, SqliteFiles>();

/** The file system of a module, made when first asked for. */
export function sqliteFiles(sqlite3: Sqlite3Static): SqliteFiles {
  const known = installed.get(sqlite3);
  if (known) return known;
  const files = new Map<string, SyncFile>();
  install(sqlite3, files);
  const made: SqliteFiles = {
    vfs: vfsName,
    add: (name, file) => void files.set(name, file),
    remove: (name) => void files.delete(name),
  };
  installed.set(sqlite3, made);
  return made;
}

const vfsName = 'given-files';
const dayMs = 86_400_000;
/** 1970 as a Julian day, which SQLite counts in. */
const unixDay = 2440587.5;

function install({ capi, wasm, vfs }: Sqlite3Static, files: Map<string, SyncFile>): void {
  const opened = new Map<number, SyncFile>();
  const methods = new capi.sqlite3_io_methods();
  const system = new capi.sqlite3_vfs();
  // The members of its structures carry a `$`, of which its types do not know.
  const { structInfo } = capi.sqlite3_file as unknown as { structInfo: { sizeof: number } };
  Object.assign(methods, { $iVersion: 1 });
  Object.assign(system, { $iVersion: 2, $szOsFile: structInfo.sizeof, $mxPathname: 512 });
  const done = (): number => capi.SQLITE_OK;
  const refuse = (): number => capi.SQLITE_READONLY;
  const sizeOf = (file: number): bigint => BigInt(opened.get(file)!.sizeBytes);
  vfs.installVfs({
    io: {
      struct: methods,
      methods: {
        xClose: (file: number) => (opened.delete(file), capi.SQLITE_OK),
        xRead: (file: number, target: number, length: number, offset: bigint) => {
          const bytes = readOrNothing(opened.get(file)!, Number(offset), length);
          if (!bytes) return capi.SQLITE_IOERR_READ;
          const heap = wasm.heap8u();
          heap.set(bytes, Number(target));
          if (bytes.length === length) return capi.SQLITE_OK;
          heap.fill(0, Number(target) + bytes.length, Number(target) + length);
          return capi.SQLITE_IOERR_SHORT_READ;
        },
        xFileSize: (file: number, size: number) => (
          wasm.poke64(size, sizeOf(file)),
          capi.SQLITE_OK
        ),
        xCheckReservedLock: (_: number, isLocked: number) => (
          wasm.poke32(isLocked, 0),
          capi.SQLITE_OK
        ),
        xWrite: refuse,
        xTruncate: refuse,
        xSync: done,
        xLock: done,
        xUnlock: done,
        xFileControl: () => capi.SQLITE_NOTFOUND,
        xSectorSize: () => 4096,
        xDeviceCharacteristics: () => capi.SQLITE_IOCAP_IMMUTABLE,
      },
    },
    vfs: {
      struct: system,
      name: vfsName,
      methods: {
        xOpen: (_: number, path: number, handle: number, flags: number, outFlags: number) => {
          const file = files.get(wasm.cstrToJs(path) ?? '');
          if (!file) return capi.SQLITE_CANTOPEN;
          const made = new capi.sqlite3_file(handle);
          Object.assign(made, { $pMethods: methods.pointer });
          made.dispose();
          opened.set(handle, file);
          if (outFlags) wasm.poke32(outFlags, flags);
          return capi.SQLITE_OK;
        },
        xDelete: refuse,
        xAccess: (_: number, __: number, ___: number, out: number) => (
          wasm.poke32(out, 0),
          capi.SQLITE_OK
        ),
        xFullPathname: (_: number, path: number, length: number, out: number) =>
          wasm.cstrncpy(out, path, length) < length ? capi.SQLITE_OK : capi.SQLITE_CANTOPEN,
        xGetLastError: done,
        xRandomness: (_: number, length: number) => length,
        xSleep: done,
        xCurrentTime: (_: number, out: number) => (
          wasm.poke64f(out, unixDay + Date.now() / dayMs),
          capi.SQLITE_OK
        ),
        xCurrentTimeInt64: (_: number, out: number) => (
          wasm.poke64(out, BigInt(Math.round(unixDay * dayMs + Date.now()))),
          capi.SQLITE_OK
        ),
      },
    },
  } as unknown as Parameters<typeof vfs.installVfs>[0]);
}

/** No failure may pass through the module; a file that is gone since it was given has no bytes. */
function readOrNothing(file: SyncFile, offset: number, length: number): Uint8Array | undefined {
  try {
    return file.read(offset, length);
  } catch {
    return undefined;
  }
}
