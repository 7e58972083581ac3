import type { Attachment } from 'svelte/attachments';

/** Tells the width of an element when the browser has laid it out, and whenever it changes; never forces a layout. */
export function watchWidth(tell: (widthPx: number) => void): Attachment<HTMLElement> {
  return (element) => {
    const observer = new ResizeObserver(([entry]) => entry && tell(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  };
}
