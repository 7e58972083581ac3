import type { CubeView } from '../../math/cube-view';
import type { PlaceCounts } from '../../math/data-cube';
import type { Selection } from '../../math/row-marks';
import type { Channel, CallOptions } from '../workers/channel';
import type { CubeCalls } from './serve-cube';

export type CubeChannel = Pick<Channel, 'call'>;

/** A piece of a table: rows from `from` to below `to`. */
export type RowSpan = readonly [from: number, to: number];

/** Rows asked for at once. */
const pieceRows = 1_000_000;

/** Answers a statement with Arrow IPC bytes. */
export type AskRows = (span: RowSpan, signal?: AbortSignal) => Promise<Uint8Array>;

let lastId = 0;

/** The bin numbers of a table's rows, dealt out to workers that count their shares at the same time. */
export class RowCube {
  readonly #id = (lastId += 1);
  readonly #shares: { channel: CubeChannel; span: RowSpan }[];

  constructor(
    channels: readonly CubeChannel[],
    readonly rowCount: number,
    private readonly dimensions: number,
  ) {
    const share = Math.ceil(rowCount / channels.length);
    this.#shares = channels.map((channel, index) => ({
      channel,
      span: [Math.min(rowCount, index * share), Math.min(rowCount, (index + 1) * share)],
    }));
  }

  /** Brings all rows, piece by piece; `b0`, `b1`, … are bytes. */
  async load(
    ask: AskRows,
    signal?: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<void> {
    await this.#each(({ span: [from, to] }) => [
      'open',
      { rowCount: to - from, dimensions: this.dimensions },
    ]);
    await this.#bring('append', ask, signal, onProgress);
  }

  /** Leaves out rows for which `left` is 1; all count again without `ask`. */
  async leave(ask: AskRows | undefined, signal?: AbortSignal): Promise<void> {
    if (ask) await this.#bring('leave', ask, signal);
    else await this.#each(() => ['keepAll', {}]);
  }

  /** Counts of every view at each place of the active one, over all rows. */
  async count(
    views: readonly CubeView[],
    active: number,
    selections: readonly Selection[],
    options: CallOptions = {},
  ): Promise<PlaceCounts> {
    const args = { id: this.#id, views, active, selections };
    const parts = await Promise.all(
      this.#shares.map(({ channel }) => channel.call<PlaceCounts>('count', args, options)),
    );
    return parts.reduce(addCounts);
  }

  /** Frees the rows. */
  close(): void {
    void this.#each(() => ['close', {}]).catch(() => undefined);
  }

  async #bring(
    method: 'append' | 'leave',
    ask: AskRows,
    signal?: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<void> {
    for (const { channel, span } of this.#shares) {
      for (let from = span[0]; from < span[1]; from += pieceRows) {
        const ipc = await ask([from, Math.min(span[1], from + pieceRows)], signal);
        const args = { id: this.#id, at: from - span[0], ipc };
        await channel.call(method, args, { signal, transfer: [ipc.buffer as ArrayBuffer] });
        onProgress?.(Math.min(1, (from + pieceRows) / this.rowCount));
      }
    }
  }

  async #each<K extends keyof CubeCalls>(
    order: (share: { span: RowSpan }) => [K, Omit<CubeCalls[K], 'id'>],
  ): Promise<void> {
    await Promise.all(
      this.#shares.map((share) => {
        const [method, args] = order(share);
        return share.channel.call(method, { id: this.#id, ...args });
      }),
    );
  }
}

function addCounts(one: PlaceCounts, other: PlaceCounts): PlaceCounts {
  const add = (into: Uint32Array, from: Uint32Array): void => {
    for (let at = 0; at < into.length; at += 1) into[at]! += from[at]!;
  };
  add(one.own, other.own);
  one.views.forEach((view, index) => view && add(view, other.views[index]!));
  return one;
}
