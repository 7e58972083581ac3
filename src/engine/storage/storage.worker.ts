import { Channel, type Port } from '../workers/channel';
import { OpfsDirectory } from './opfs-directory';
import { serveStorage } from './serve-storage';

const root = async (): Promise<OpfsDirectory> =>
  new OpfsDirectory(await navigator.storage.getDirectory());
new Channel(globalThis as unknown as Port, serveStorage(root));
