import type { Attachment } from 'svelte/attachments';

const delayMs = 350;

let bubble: HTMLElement | undefined;

/** Shows a short text below an element while the pointer rests on it or the keyboard is on it. */
export function tooltip(text: string | undefined): Attachment<HTMLElement> {
  return (element) => {
    if (!text) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(showBubble, delayMs, element, text);
    };
    const enter = (event: PointerEvent): void => void (event.pointerType === 'mouse' && later());
    const focus = (): void => void (element.matches(':focus-visible') && later());
    const hide = (): void => {
      clearTimeout(timer);
      bubble?.hidePopover?.();
    };
    element.addEventListener('pointerenter', enter);
    element.addEventListener('focus', focus);
    for (const type of leaving) element.addEventListener(type, hide);
    return () => {
      hide();
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('focus', focus);
      for (const type of leaving) element.removeEventListener(type, hide);
    };
  };
}

const leaving = ['pointerleave', 'pointerdown', 'blur', 'keydown'] as const;

/** One bubble serves the page. It repeats what the element's label says, so screen readers skip it. */
function showBubble(element: HTMLElement, text: string): void {
  if (!element.isConnected) return;
  bubble ??= createBubble();
  bubble.textContent = text;
  bubble.showPopover?.();
  const anchor = element.getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const left = anchor.left + anchor.width / 2 - width / 2;
  const below = anchor.bottom + 6;
  const top = below + height > innerHeight - 4 ? anchor.top - height - 6 : below;
  bubble.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  bubble.style.top = `${top}px`;
}

function createBubble(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'tooltip';
  element.popover = 'manual';
  element.setAttribute('aria-hidden', 'true');
  document.body.append(element);
  return element;
}
