/** The element of a cell on the page. */
export function cellElement(id: string): HTMLElement | null {
  return document.getElementById(`cell-${id}`);
}

/** Brings a cell into view and the keyboard to it, once the page shows it. */
export function focusCell(id: string): void {
  requestAnimationFrame(() => {
    const element = cellElement(id);
    element?.focus({ preventScroll: true });
    if (element) showCell(element);
  });
}

/** A cell that has just been added goes to the top, where its answer has room to grow. */
export function focusNewCell(id: string): void {
  requestAnimationFrame(() => {
    const element = cellElement(id);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'start' });
  });
}

/**
 * The keyboard goes to the first control of a cell's settings, else to its first control of any kind.
 * A button marked `data-enter` is pressed instead: it opens the editor.
 */
export function enterCell(id: string): void {
  const element = cellElement(id);
  const opener = element?.querySelector<HTMLElement>('[data-enter]');
  if (opener) return opener.click();
  const inForm = '[data-settings] :is(input, select, textarea, button, [tabindex="0"])';
  const target =
    element?.querySelector<HTMLElement>(inForm) ??
    element?.querySelector<HTMLElement>(
      '[data-body] :is(input, select, textarea, button, [tabindex="0"])',
    );
  target?.focus();
}

/** A cell taller than the window is shown from its top. */
export function showCell(element: HTMLElement): void {
  const tall = element.offsetHeight > innerHeight * 0.8;
  element.scrollIntoView({ block: tall ? 'start' : 'nearest' });
}
