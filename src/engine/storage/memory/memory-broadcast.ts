import type { OpenBroadcast } from '../ports';

type Listener = (message: unknown) => void;

/** Channels among those that share what this answers; a message reaches all but its sender, in a later task. */
export function createMemoryBroadcast(): OpenBroadcast {
  const channels = new Map<string, Set<Listener>>();
  return (name, onMessage) => {
    const listeners = channels.get(name) ?? new Set<Listener>();
    channels.set(name, listeners.add(onMessage));
    return {
      post: (message) => {
        for (const listener of listeners) {
          if (listener !== onMessage) queueMicrotask(() => listener(structuredClone(message)));
        }
      },
      close: () => void listeners.delete(onMessage),
    };
  };
}
