/**
 * Each item with what `ask` answers for it, in order. The next `ahead` questions are out while the answer to the last
 * one is being used; when that ends early, they are waited for, and their answers or failures dropped.
 */
export async function* prefetch<T, A>(
  items: readonly T[],
  ask: (item: T) => Promise<A>,
  ahead = 1,
): AsyncGenerator<[T, A]> {
  const pending: Promise<A>[] = [];
  let asked = 0;
  const askUpTo = (count: number): void => {
    for (; asked < Math.min(items.length, count); asked += 1) {
      const answer = ask(items[asked]!);
      answer.catch(() => undefined);
      pending.push(answer);
    }
  };
  askUpTo(1);
  try {
    for (let index = 0; index < items.length; index += 1) {
      const answer = await pending.shift()!;
      askUpTo(index + 1 + ahead);
      yield [items[index]!, answer];
    }
  } finally {
    await Promise.allSettled(pending);
  }
}
