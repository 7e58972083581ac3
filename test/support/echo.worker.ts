import { fetchAsset } from '../../src/engine/assets/fetch-asset';

/** Late, so that messages arrive before anybody listens. */
await new Promise((resolve) => setTimeout(resolve, 100));

const networkNames = ['WebSocket', 'XMLHttpRequest', 'EventSource', 'WebTransport'];

/** Answers with what it was sent, how many ports came along, and what its realm still holds. */
addEventListener('message', async ({ data, ports }: MessageEvent<string>) => {
  const open = networkNames.filter((name) => name in globalThis);
  const size =
    data === 'fetch'
      ? (await (await fetchAsset('samples/penguins.json', 'sample')).blob()).size
      : 0;
  postMessage({ data, ports: ports.length, open, size });
});
