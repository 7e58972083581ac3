import { AppError, cancelled } from '../../data/app-error';
import { readColumns } from '../../data/columns';
import type { CubeView } from '../../math/cube-view';
import { countInTurns, type BinnedRows, type PlaceCounts } from '../../math/data-cube';
import { RowMarks, type Selection } from '../../math/row-marks';
import { Transferred, type CallContext, type Handlers } from '../workers/channel';
import { nextTask } from '../workers/next-task';

/** Arguments of the cube worker's functions, by name. `id` names a set of rows; `at` is the first row of a piece. */
export interface CubeCalls {
  open: { id: number; rowCount: number; dimensions: number };
  append: { id: number; at: number; ipc: Uint8Array };
  leave: { id: number; at: number; ipc: Uint8Array };
  keepAll: { id: number };
  count: { id: number; views: CubeView[]; active: number; selections: Selection[] };
  close: { id: number };
}

type Served = { [K in keyof CubeCalls]: (args: CubeCalls[K], call: CallContext) => unknown };

/** The functions of the cube worker: it holds bin numbers of rows and counts them. */
export function serveCube(): Handlers {
  const held = new Map<number, BinnedRows>();
  const find = (id: number): BinnedRows => {
    const rows = held.get(id);
    if (!rows) throw new AppError('internal', `no rows are held under ${id}`);
    return rows;
  };
  const served: Served = {
    open: ({ id, rowCount, dimensions }) => {
      const bytes = (): Uint8Array => new Uint8Array(rowCount).fill(255);
      held.set(id, {
        rowCount,
        dimensions: Array.from({ length: dimensions }, bytes),
        marks: new RowMarks(rowCount),
      });
    },
    append: ({ id, at, ipc }) => {
      const columns = readColumns(ipc);
      find(id).dimensions.forEach((bins, index) => bins.set(columns.bytes(`b${index}`), at));
    },
    leave: ({ id, at, ipc }) => find(id).marks.leave(readColumns(ipc).bytes('left'), at),
    keepAll: ({ id }) => find(id).marks.keepAll(),
    count: async ({ id, views, active, selections }, { signal }) =>
      handOver(await inTurns(countInTurns(find(id), views, active, selections), signal)),
    close: ({ id }) => void held.delete(id),
  };
  return served as Handlers;
}

/** Ends early with `cancelled` where a count is no longer wanted. */
async function inTurns<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await nextTask();
    if (signal.aborted) throw cancelled();
  }
}

function handOver(counts: PlaceCounts): Transferred<PlaceCounts> {
  const arrays = [counts.own, ...counts.views.filter((each) => each !== undefined)];
  return new Transferred(
    counts,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );
}
