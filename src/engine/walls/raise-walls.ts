import { logPageRequests } from '../assets/observe-requests';
import { probeAllowList } from './allow-list';
import { closeRealm, refuseNewRealms } from './close-realm';
import { guardNavigation } from './guard-navigation';
import { findLevel, type PrivacyLevel } from './level';
import { refuseMarkup } from './trusted-types';

/**
 * Closes what script can close, and starts to count requests. To be called once, first thing on the page.
 * `onLeave` gets the address of a foreign link that was clicked: it is never followed, but may be shown.
 * Resolves to the level that holds.
 */
export function raiseWalls(onLeave: (address: string) => void): Promise<PrivacyLevel> {
  const allowList = probeAllowList();
  logPageRequests();
  closeRealm();
  refuseNewRealms();
  refuseMarkup();
  guardNavigation(onLeave);
  return allowList.then(findLevel);
}
