/**
 * Each item with what `ask` answers for it, in order. The next question is out while the answer to the last one is
 * being used; when that ends early, it is waited for, and its answer or failure dropped.
 */
export async function* prefetch<T, A>(
  items: readonly T[],
  ask: (item: T) => Promise<A>,
): AsyncGenerator<[T, A]> {
  const start = (index: number): Promise<A> | undefined => {
    const asked = index < items.length ? ask(items[index]!) : undefined;
    asked?.catch(() => undefined);
    return asked;
  };
  let pending = start(0);
  try {
    for (let index = 0; index < items.length; index += 1) {
      const answer = (await pending)!;
      pending = start(index + 1);
      yield [items[index]!, answer];
    }
  } finally {
    await pending?.catch(() => undefined);
  }
}
