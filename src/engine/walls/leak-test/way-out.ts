/** Where an attempt tries to send to: a host name of its own. */
export interface LeakTarget {
  host: string;
  /** Without a slash at its end. */
  http: string;
  ws: string;
  /** A UDP port, for what speaks to ports. */
  udp: number;
}

/** Where the code of an attempt runs. */
export type LeakRealm = 'page' | 'worker' | 'engine' | 'user code' | 'service worker';

/** One way by which data could leave a tab. */
export interface WayOut {
  id: string;
  /** What is tried, in plain words. */
  title: string;
  /**
   * Tries it for real. Whatever it throws, answers or has blocked tells what became of it.
   * Those of other realms than the page stand alone, since they get there as text.
   */
  attempt: (to: LeakTarget) => unknown;
  /** The same as text, where the build rewrites the code. */
  text?: string;
  /** A global name without which there is nothing to try, such as `RTCPeerConnection` or `navigator.sendBeacon`. */
  needs?: string;
  /** `leaving`: would take the page away; is caught before it does. `silent`: a page cannot see what became of it. */
  manner?: 'leaving' | 'silent';
  /** What stops it where a policy holds, if the browser lists the attempt and reports nothing. */
  unreported?: string;
}

/** A way that is not tried, since it does what it should once a person asks for it. */
export interface NamedWay {
  id: string;
  title: string;
  /** Why it is not tried, and what stands in its way. */
  held: string;
}
