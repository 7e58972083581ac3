import { AppError } from '../../data/app-error';
import { Channel } from '../workers/channel';
import { startWorker } from '../workers/start-worker';
import { RowCube, type CubeChannel } from './row-cube';
import workerUrl from './cube.worker.ts?worker&url';

/** The workers that count rows by bins: started with the first cube, and again after one has broken. */
export class CubeWorkers {
  #channels: CubeChannel[] = [];

  /** Room for the bin numbers of a table's rows, at one byte a row and dimension. */
  create(rowCount: number, dimensions: number): RowCube {
    if (this.#channels.length === 0) {
      const count = Math.max(1, Math.min(4, navigator.hardwareConcurrency || 2));
      this.#channels = Array.from({ length: count }, () => this.#start());
    }
    return new RowCube(this.#channels, rowCount, dimensions);
  }

  #start(): CubeChannel {
    const worker = startWorker(workerUrl);
    const channel = new Channel(worker);
    worker.addEventListener('error', (event) => {
      const why = event.message || 'out of memory, perhaps';
      this.#channels = [];
      worker.terminate();
      channel.close(
        new AppError('engine_crashed', `Counting stopped: ${why}. Open the view once more.`),
      );
    });
    return channel;
  }
}
