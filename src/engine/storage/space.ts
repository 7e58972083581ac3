/** Room that the browser gives this site, and whether it may take it back when the disk runs full. */
export interface Space {
  usage?: number;
  quota?: number;
  isPersisted: boolean;
}

export async function readSpace(): Promise<Space> {
  const storage = globalThis.navigator?.storage;
  const [estimate, isPersisted] = await Promise.all([
    storage?.estimate?.().catch(() => ({})),
    storage?.persisted?.().catch(() => false),
  ]);
  const { usage, quota } = (estimate ?? {}) as StorageEstimate;
  return { usage, quota, isPersisted: isPersisted ?? false };
}

/** Asks the browser not to clear this site's storage by itself; answers whether it agreed. From the page only. */
export async function askToPersist(): Promise<boolean> {
  return (await globalThis.navigator?.storage?.persist?.().catch(() => false)) ?? false;
}
