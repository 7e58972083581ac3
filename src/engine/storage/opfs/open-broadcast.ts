import type { OpenBroadcast } from '../ports';

/** A `BroadcastChannel` as the store sees it. */
export const openBroadcast: OpenBroadcast = (name, onMessage) => {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent) => onMessage(data);
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
};
