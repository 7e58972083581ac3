import { Channel, type Port } from '../workers/channel';
import { openRoot } from '../storage/open-places';
import { serveArchive, type CallPage } from './serve-archive';

/** The archive worker: packs project files, and checks those that are opened. */
const callPage: CallPage = (method, args, options) => channel.call(method, args, options);
const channel = new Channel(self as unknown as Port, serveArchive(callPage, openRoot));
