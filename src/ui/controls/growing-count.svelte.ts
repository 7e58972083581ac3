const atFirst = 16;
const perFrame = 8;

/** How many of many rows are drawn: a screenful first, the rest in pieces, so that no piece takes long. */
export function growingCount(total: () => number): { readonly count: number } {
  let count = $state(atFirst);
  $effect(() => {
    if (count >= total()) return;
    const frame = requestAnimationFrame(() => (count += perFrame));
    return () => cancelAnimationFrame(frame);
  });
  return {
    get count() {
      return count;
    },
  };
}
