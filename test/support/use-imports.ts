import { afterEach, beforeEach, expect } from 'vitest';
import { AppError, type ErrorCode } from '../../src/data/app-error';
import { MemoryDirectory } from '../../src/engine/storage/memory/memory-directory';
import type { StorageClient } from '../../src/engine/storage/storage-client';
import { importProject } from '../../src/state/project/import-project';
import type { NodeEngine } from './node-engine';
import { readHooks } from './project-files';
import { createSharedStore, openTab } from './storage/tabs';

/** How a project file that is no good is refused, whatever is wrong with it. */
export const refusals: ErrorCode[] = ['bad_document', 'unreadable_file'];

/** A store that project files are brought into; each test must leave it empty, and prototypes as they were. */
export interface UsedImports {
  readonly client: StorageClient;
  bring(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** Brings it and removes it again. */
  expectAccepted(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Asks that it fails in words, with one of these codes, and leaves nothing. */
  expectRefused(
    bytes: Uint8Array<ArrayBuffer>,
    label: string,
    ...codes: ErrorCode[]
  ): Promise<void>;
}

export function useImports(engine?: () => NodeEngine): UsedImports {
  let root: MemoryDirectory;
  let client: StorageClient;

  beforeEach(async () => {
    root = new MemoryDirectory();
    client = openTab(createSharedStore(root)).client;
    await client.start();
  });

  afterEach(async () => {
    expect(await client.list()).toEqual([]);
    expect(await (await root.directory('projects')).list()).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  const bring = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
    importProject(client, new Blob([bytes]), 'hostile.assay', readHooks(root, engine?.()));

  return {
    get client() {
      return client;
    },
    bring,
    expectAccepted: async (bytes) => {
      const id = await bring(bytes);
      await client.remove(id);
      await client.purge(id);
    },
    expectRefused: async (bytes, label, ...codes) => {
      const thrown: unknown = await bring(bytes).catch((error: unknown) => error);
      if (!(thrown instanceof AppError)) throw new Error(`accepted: ${label}`);
      expect(codes, `${label}: ${thrown.message}`).toContain(thrown.code);
      expect(await client.list(), label).toEqual([]);
    },
  };
}
