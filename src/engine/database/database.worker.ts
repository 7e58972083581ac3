import { createBrowserBindings } from './browser-bindings';
import { DatabaseSession } from './session';
import { serveDatabase } from './serve-database';
import { Channel, type Port } from '../workers/channel';

/** The database worker: opens the engine and registers its functions. */
const session = createBrowserBindings().then(
  ({ bindings, register, registerNew }) => new DatabaseSession(bindings, register, registerNew),
);

new Channel(self as unknown as Port, serveDatabase(session));
