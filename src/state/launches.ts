import { AppError } from '../data/app-error';
import { findSample } from '../data/samples';
import type { AppState } from './app.svelte';

interface LaunchQueue {
  setConsumer(consumer: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Where a browser hands over what an installed page was started with. */
export interface LaunchPlace {
  launchQueue?: LaunchQueue;
  location: Pick<Location, 'href'>;
  history: Pick<History, 'replaceState'>;
}

/** Opens what the system starts the page with: files, or a sample that the address names. */
export function openLaunches(
  app: Pick<AppState, 'take' | 'openSample' | 'notice'>,
  place: LaunchPlace = globalThis as LaunchPlace,
): void {
  const address = new URL(place.location.href);
  const sample = findSample(address.searchParams.get('sample') ?? '');
  if (sample) {
    address.searchParams.delete('sample');
    place.history.replaceState(null, '', address);
    app.openSample(sample.id);
  }
  place.launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) void takeFiles(app, files);
  });
}

async function takeFiles(
  app: Pick<AppState, 'take' | 'notice'>,
  handles: readonly FileSystemFileHandle[],
): Promise<void> {
  try {
    const files = await Promise.all(handles.map((handle) => handle.getFile()));
    app.take(files.map((file) => ({ file, path: file.name })));
  } catch (cause) {
    const names = handles.map(({ name }) => name).join(', ');
    const words = `The browser cannot read ${names}: it was moved or deleted, or reading it is not allowed. Open it again.`;
    app.notice = new AppError('unreadable_file', words, { names }, { cause });
  }
}
