/**
 * Runs tasks over workers, each of which takes the next task when it is done with one; answers in the order of the
 * tasks. When one fails, the others are aborted and have ended before this rejects with that failure.
 */
export async function mapOver<W, T, R>(
  workers: readonly W[],
  tasks: readonly T[],
  run: (worker: W, task: T, signal: AbortSignal) => Promise<R>,
  signal?: AbortSignal,
): Promise<R[]> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  const answers: R[] = [];
  let failure: { reason: unknown } | undefined;
  let next = 0;
  const work = async (worker: W): Promise<void> => {
    while (next < tasks.length && !failure) {
      const index = next;
      next += 1;
      try {
        answers[index] = await run(worker, tasks[index]!, controller.signal);
      } catch (reason) {
        failure ??= { reason };
        abort();
      }
    }
  };
  await Promise.all(workers.slice(0, tasks.length).map(work));
  signal?.removeEventListener('abort', abort);
  if (failure) throw failure.reason;
  return answers;
}
