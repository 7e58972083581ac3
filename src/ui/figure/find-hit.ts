import type { Hit, Scene } from '../../figures/scene/scene';

const nearPx = 28;

/** What stands under the pointer, the smallest first; else the nearest point that is not far. */
export function findHit({ hits }: Pick<Scene, 'hits'>, x: number, y: number): Hit | undefined {
  let [best, least] = [undefined as Hit | undefined, Infinity];
  for (const hit of hits) {
    const cost = costOf(hit, x, y);
    if (cost <= least) [best, least] = [hit, cost];
  }
  return best && best.words().length > 0 ? best : undefined;
}

/** Inside, by size; outside, by distance behind all that is inside. */
function costOf({ box: { left, top, width, height } }: Hit, x: number, y: number): number {
  const aside = Math.max(left - x, x - left - width, 0);
  const above = Math.max(top - y, y - top - height, 0);
  const distance = Math.hypot(aside, above);
  if (distance === 0) return (width * height) / 1e9;
  return distance <= nearPx ? 1 + distance : Infinity;
}
