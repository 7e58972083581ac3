/** Where a panel may open: below its trigger, or above it where there is more room. */
export interface Placement {
  left: number;
  top: number | undefined;
  bottom: number | undefined;
  maxHeight: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const gap = 4;
const margin = 8;
/** Below this much room it opens upwards. */
const comfortable = 280;

/** The place of a panel of a given width beside its trigger, kept inside the window. */
export function placePanel(
  trigger: Box,
  width: number,
  align: 'start' | 'end',
  viewport: { width: number; height: number },
): Placement {
  const wanted = align === 'start' ? trigger.left : trigger.right - width;
  const left = Math.max(margin, Math.min(wanted, viewport.width - width - margin));
  const below = viewport.height - trigger.bottom - gap - margin;
  const above = trigger.top - gap - margin;
  if (below >= comfortable || below >= above) {
    return { left, top: trigger.bottom + gap, bottom: undefined, maxHeight: below };
  }
  return { left, top: undefined, bottom: viewport.height - trigger.top + gap, maxHeight: above };
}
