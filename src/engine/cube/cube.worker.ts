import { Channel, type Port } from '../workers/channel';
import { serveCube } from './serve-cube';

/** The cube worker: registers its functions. */
new Channel(self as unknown as Port, serveCube());
