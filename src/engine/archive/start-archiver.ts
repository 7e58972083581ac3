import { AppError } from '../../data/app-error';
import { startWorker } from '../workers/start-worker';
import workerUrl from './archive.worker.ts?worker&url';
import { Archiver } from './archiver';

export type StartArchiver = () => Archiver;

/** Starts a worker that packs or reads one archive; `end` ends it. */
export const startArchiver: StartArchiver = () => {
  const worker = startWorker(workerUrl);
  const archiver = new Archiver(worker, () => worker.terminate());
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    archiver.end(stopped(event.message));
  });
  return archiver;
};

function stopped(reason: string): AppError {
  return new AppError(
    'engine_crashed',
    `What packs and reads project files stopped: ${reason || 'its worker ended'}. Nothing was kept; try it again.`,
  );
}
