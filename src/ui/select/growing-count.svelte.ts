const atOnce = 24;

/** How many of many rows are drawn: a screenful first, the rest in pieces, so that no piece takes long. */
export function growingCount(total: () => number): { readonly count: number } {
  let count = $state(atOnce);
  $effect(() => {
    if (count >= total()) return;
    const frame = requestAnimationFrame(() => (count += atOnce));
    return () => cancelAnimationFrame(frame);
  });
  return {
    get count() {
      return count;
    },
  };
}
