import { AppError } from '../../data/app-error';

/** Parts of a figure that would load something, lead somewhere or do something. */
const refusedKeys: readonly string[] = [
  ...['images', 'source', 'src', 'href', 'link', 'url', 'updatemenus', 'sliders', 'template'],
  ...['geo', 'map', 'mapbox', 'frames', 'transforms', 'customdata', 'meta'],
  ...['__proto__', 'constructor', 'prototype'],
];

/** Parts whose texts are drawn as they are, whatever they say. */
const textKeys: readonly string[] = [
  ...['x', 'y', 'z', 'text', 'hovertext', 'name', 'labels', 'values', 'title', 'ticktext'],
  ...['tickvals', 'categoryarray', 'ids', 'legendgroup', 'hovertemplate', 'texttemplate'],
];

const reaching = /\burl\s*\(|\b(?:https?|wss?|ftp|data|blob|javascript):|\/\/|[<>\\]/i;

const mostDepth = 10;

/**
 * Checks that a figure of a script is data and no more, and answers how many values it holds.
 * @throws AppError `script_failed` with the place of what is refused.
 */
export function checkPlain(value: unknown, place: string, key = '', depth = 0): number {
  if (depth > mostDepth) throw refused(place, `is nested more than ${mostDepth} deep`);
  if (typeof value === 'string') {
    if (!textKeys.includes(key) && reaching.test(value))
      throw refused(
        place,
        `reads ${JSON.stringify(value.slice(0, 60))}, which could lead elsewhere`,
      );
    return 1;
  }
  if (Array.isArray(value)) {
    if (!value.some(isTextOrObject)) return value.length;
    return value.reduce<number>(
      (sum, item, index) => sum + checkPlain(item, `${place}[${index}]`, key, depth + 1),
      0,
    );
  }
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((sum, [name, item]) => {
    if (refusedKeys.includes(name))
      throw refused(`${place}.${name}`, 'has no place in a figure here');
    const inherited = textKeys.includes(key) && name === 'text' ? 'text' : name;
    return sum + checkPlain(item, `${place}.${name}`, inherited, depth + 1);
  }, 0);
}

export function refused(place: string, words: string): AppError {
  return new AppError('script_failed', `The figure that the script returned: ${place} ${words}.`, {
    place,
  });
}

function isTextOrObject(item: unknown): boolean {
  return typeof item === 'string' || (typeof item === 'object' && item !== null);
}
