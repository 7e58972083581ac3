const placed: Element[] = [];

/** Puts an element of an attempt into the page: seen by the browser, not by people, and gone with `clearPlace`. */
export function place<E extends Element>(element: E, parent: Element = openPlace()): E {
  parent.append(element);
  placed.push(element);
  return element;
}

/** A new element with these attributes, in the page. */
export function placeNew(
  name: string,
  attributes: Record<string, string> = {},
  parent?: Element,
): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return place(element, parent);
}

/** Takes away all that attempts have put into the page. */
export function clearPlace(): void {
  for (const element of placed.splice(0)) element.remove();
}

/** Rendered, since what is not is never loaded; one pixel, out of reach of pointer, keyboard and screen reader. */
function openPlace(): HTMLElement {
  const box = document.createElement('div');
  box.inert = true;
  box.style.cssText =
    'position: fixed; left: 0; bottom: 0; width: 1px; height: 1px; overflow: hidden; opacity: 0.01';
  document.body.append(box);
  placed.push(box);
  return box;
}
