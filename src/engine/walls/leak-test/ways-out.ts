import { engineWays } from './engine-ways';
import { frameWays, webRtcFrameWays, webRtcWays } from './frame-ways';
import { linkWays } from './link-ways';
import { mediaWays } from './media-ways';
import { navigationWays } from './navigation-ways';
import { pageWays } from './page-ways';
import { requestWays } from './request-ways';
import { styleWays } from './style-ways';
import type { LeakRealm, WayOut } from './way-out';

/** All that is tried by scripts of the page itself. */
export const ownPageWays: readonly WayOut[] = [
  ...requestWays,
  ...webRtcWays,
  ...webRtcFrameWays,
  ...pageWays,
  ...mediaWays,
  ...styleWays,
  ...linkWays,
  ...frameWays,
  ...navigationWays,
];

/** One line of the leak test: a way out, and where it is tried. */
export interface LeakWay {
  /** Unique over realms: `worker fetch-post`. */
  key: string;
  id: string;
  realm: LeakRealm;
  title: string;
}

const inRealm = (realm: LeakRealm, ways: readonly { id: string; title: string }[]): LeakWay[] =>
  ways.map(({ id, title }) => ({ key: `${realm} ${id}`, id, realm, title }));

/** Every way that the leak test tries in front of the user, in the order in which it does. */
export const leakWays: readonly LeakWay[] = [
  ...inRealm('page', ownPageWays),
  ...inRealm('worker', requestWays),
  ...inRealm('user code', requestWays),
  ...inRealm('engine', engineWays),
];
