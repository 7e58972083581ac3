import type { Attachment } from 'svelte/attachments';
import { drawInTurn } from './draw-queue';

/** Calls once the element has come near the window and it is its turn to be drawn. */
export function nearWindow(draw: () => void): Attachment<HTMLElement> {
  return (element) => {
    const aborter = new AbortController();
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        drawInTurn(draw, aborter.signal);
      },
      { rootMargin: '200px' },
    );
    seen.observe(element);
    return () => {
      aborter.abort();
      seen.disconnect();
    };
  };
}
