/** Browsers end an element near 17 million px (Firefox) or 33 million px (Chromium). */
const tallestPx = 15_000_000;

/** What is scrolled: the height of all rows together, and how much of it is seen at once. */
export interface ScrollExtent {
  contentPx: number;
  viewPx: number;
}

/** Where the scroll bar stands, and which part of the rows that shows. The two differ in tall tables only. */
export interface ScrollPlace {
  barPx: number;
  contentPx: number;
}

/** Height that the scrolled element is given. */
export function barExtent({ contentPx }: ScrollExtent): number {
  return Math.min(contentPx, tallestPx);
}

/**
 * The place after the bar was moved to `barPx`. A small move (wheel, arrow, touch) moves the rows by as many
 * pixels; a large one (thumb, click in the bar) takes them to the same share of the whole. Where small moves
 * have brought the bar to its end before the rows, it is put back to where the rows say.
 */
export function followBar(place: ScrollPlace, barPx: number, extent: ScrollExtent): ScrollPlace {
  const barMax = maximum(barExtent(extent), extent.viewPx);
  const contentMax = maximum(extent.contentPx, extent.viewPx);
  if (barMax === contentMax) return { barPx, contentPx: barPx };
  const moved = barPx - place.barPx;
  if (Math.abs(moved) > 2 * extent.viewPx)
    return { barPx, contentPx: (clamp(barPx, barMax) / barMax) * contentMax };
  const contentPx = clamp(place.contentPx + moved, contentMax);
  if (barPx > 0 && barPx < barMax) return { barPx, contentPx };
  const end = barPx <= 0 ? 0 : contentMax;
  const isNear = Math.abs(contentPx - end) <= 4 * extent.viewPx;
  return isNear ? { barPx, contentPx: end } : placeAt(contentPx, extent);
}

/** The place whose bar stands where the rows say: for jumps, and when scrolling has come to rest. */
export function placeAt(contentPx: number, extent: ScrollExtent): ScrollPlace {
  const barMax = maximum(barExtent(extent), extent.viewPx);
  const contentMax = maximum(extent.contentPx, extent.viewPx);
  const within = clamp(contentPx, contentMax);
  if (barMax === contentMax) return { barPx: within, contentPx: within };
  const barPx = Math.round((within / contentMax) * barMax);
  return { barPx, contentPx: within };
}

/** The place from which row `index` is wholly seen, moved as little as needed. */
export function placeOfRow(
  place: ScrollPlace,
  row: { topPx: number; heightPx: number },
  extent: ScrollExtent,
): ScrollPlace {
  if (row.topPx < place.contentPx) return placeAt(row.topPx, extent);
  const bottomPx = row.topPx + row.heightPx;
  if (bottomPx > place.contentPx + extent.viewPx) return placeAt(bottomPx - extent.viewPx, extent);
  return place;
}

function maximum(contentPx: number, viewPx: number): number {
  return Math.max(0, contentPx - viewPx);
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}
