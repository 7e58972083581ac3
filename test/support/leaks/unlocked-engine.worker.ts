import { createBrowserBindings } from '../../../src/engine/database/browser-bindings';

/** What a worker of the page is told when it starts. */
Object.assign(globalThis, { pageAddress: location.href });

/** The engine as its package ships it, not locked: the control of the SQL that tries to reach out. */
addEventListener('message', async ({ data: statements }: MessageEvent<string[]>) => {
  try {
    const { bindings } = await createBrowserBindings();
    const connection = bindings.connect().useUnsafe((_bindings, id) => id);
    for (const sql of statements) {
      try {
        bindings.runQuery(connection, sql);
      } catch {
        continue;
      }
    }
    postMessage('done');
  } catch (thrown) {
    postMessage(String(thrown));
  }
});
