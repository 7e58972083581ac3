import { Channel, type Port } from '../workers/channel';
import { openPlaces } from './open-places';
import { serveStorage } from './serve-storage';

/** The storage worker: the only one that writes what is kept. */
new Channel(self as unknown as Port, serveStorage(openPlaces()));
