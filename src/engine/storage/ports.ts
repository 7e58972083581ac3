/** A file or folder in a directory. */
export interface Entry {
  name: string;
  kind: 'file' | 'directory';
}

/**
 * A folder of the store. The browser's own (OPFS) and one in memory are behind it; what is built on it knows neither.
 * Calls fail with a `DOMException`: `QuotaExceededError`, `NoModificationAllowedError` while a file is open elsewhere,
 * `NotFoundError`, `InvalidStateError`, `NotReadableError`.
 */
export interface Directory {
  list(): Promise<Entry[]>;
  /** The folder of that name, made where it is missing. */
  directory(name: string): Promise<Directory>;
  findDirectory(name: string): Promise<Directory | undefined>;
  /** Opens a file for writing, made where it is missing; nobody else can until it is closed. */
  open(name: string): Promise<StoredFile>;
  /** The bytes of a file as they are now; `undefined` where there is none. Also while somebody writes it. */
  read(name: string): Promise<Blob | undefined>;
  /** Gives a file another name at one stroke; a file of that name is replaced. */
  move(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all that is in it; nothing happens where there is none. */
  remove(name: string): Promise<void>;
  /** Keeps a blob as it is, where that needs no copy of its bytes; otherwise absent. */
  adopt?(name: string, blob: Blob): Promise<void>;
  /** The handle of a file, made where it is missing, for a worker that writes it itself; absent in memory. */
  handleOf?(name: string): Promise<FileSystemFileHandle>;
}

/** A file open for writing. What is written is safe only once it is flushed. */
export interface StoredFile {
  size(): Promise<number>;
  write(bytes: Uint8Array, at: number): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** A lock that is held until it is released or taken away. */
export interface Lock {
  /** Resolves when another tab has taken it. */
  lost: Promise<void>;
  isHeld(): boolean;
  release(): void;
}

/** Locks over all tabs of this origin. */
export interface Locks {
  /** Takes a lock where it is free, or from its holder with `steal`; `undefined` where another tab holds it. */
  request(name: string, steal: boolean): Promise<Lock | undefined>;
}

/** What tabs tell each other. */
export interface Broadcast {
  post(message: unknown): void;
  close(): void;
}

export type OpenBroadcast = (name: string, onMessage: (message: unknown) => void) => Broadcast;

/** All that the store needs of the place where it runs. */
export interface Platform {
  root: Directory;
  locks: Locks;
  openBroadcast: OpenBroadcast;
  /** Milliseconds since 1970; may jump, nothing rests on its order. */
  now(): number;
}
