import { AppError } from '../../data/app-error';
import { readColumns } from '../../data/columns';
import type { CubeView } from '../../math/cube-view';
import { countPlaces, type PlaceCounts, type Selection } from '../../math/data-cube';
import { Transferred, type Handlers } from '../workers/channel';

/** Arguments of the cube worker's functions, by name. `id` names a set of rows; `at` is the first row of a piece. */
export interface CubeCalls {
  open: { id: number; rowCount: number; dimensions: number };
  append: { id: number; at: number; ipc: Uint8Array };
  leave: { id: number; at: number; ipc: Uint8Array };
  keepAll: { id: number };
  count: { id: number; views: CubeView[]; active: number; selections: Selection[] };
  close: { id: number };
}

interface HeldRows {
  rowCount: number;
  dimensions: Uint8Array[];
  left?: Uint8Array;
}

type Served = { [K in keyof CubeCalls]: (args: CubeCalls[K]) => unknown };

/** The functions of the cube worker: it holds bin numbers of rows and counts them. */
export function serveCube(): Handlers {
  const held = new Map<number, HeldRows>();
  const find = (id: number): HeldRows => {
    const rows = held.get(id);
    if (!rows) throw new AppError('internal', `no rows are held under ${id}`);
    return rows;
  };
  const served: Served = {
    open: ({ id, rowCount, dimensions }) => {
      const bytes = (): Uint8Array => new Uint8Array(rowCount).fill(255);
      held.set(id, { rowCount, dimensions: Array.from({ length: dimensions }, bytes) });
    },
    append: ({ id, at, ipc }) => {
      const columns = readColumns(ipc);
      find(id).dimensions.forEach((bins, index) => bins.set(columns.bytes(`b${index}`), at));
    },
    leave: ({ id, at, ipc }) => {
      const rows = find(id);
      rows.left ??= new Uint8Array(rows.rowCount);
      rows.left.set(readColumns(ipc).bytes('left'), at);
    },
    keepAll: ({ id }) => void (find(id).left = undefined),
    count: ({ id, views, active, selections }) =>
      handOver(countPlaces(find(id), views, active, selections)),
    close: ({ id }) => void held.delete(id),
  };
  return served as Handlers;
}

function handOver(counts: PlaceCounts): Transferred<PlaceCounts> {
  const arrays = [counts.own, ...counts.views.filter((each) => each !== undefined)];
  return new Transferred(
    counts,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );
}
