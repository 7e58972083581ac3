import { nextTask } from '../../engine/workers/next-task';

/** How long a frame is waited for: none comes while the page is hidden. */
const mostMs = 100;

/** Resolves once what was changed just now is on the screen: in a task behind the next frame, at once outside of a page. */
export async function shown(): Promise<void> {
  if (typeof requestAnimationFrame === 'function')
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, mostMs);
      requestAnimationFrame(() => {
        clearTimeout(late);
        resolve();
      });
    });
  await nextTask();
}
