/** Caches and locks belong to a whole origin, on which several copies of the page may lie in folders. */
export function cachePrefix(scope: string): string {
  return `assay ${new URL(scope).pathname} `;
}

/** The name of the cache of one version of the page. */
export function cacheName(scope: string, version: string): string {
  return cachePrefix(scope) + version;
}

/** A lock that a page holds while it is open, named after one of its scripts, whose name changes with its content. */
export function openPageLock(scope: string, script: string): string {
  return `${cachePrefix(scope)}open ${script}`;
}

/** The scripts of the pages that are open, from the names of all locks that are held on the origin. */
export function openScripts(scope: string, locks: readonly string[]): string[] {
  const start = openPageLock(scope, '');
  return locks.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}

/** The other versions' caches of this page, newest first as far as the browser tells. */
export function otherCaches(scope: string, version: string, names: readonly string[]): string[] {
  const own = cacheName(scope, version);
  return names.filter((name) => name.startsWith(cachePrefix(scope)) && name !== own).toReversed();
}
