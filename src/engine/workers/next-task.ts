/** Resolves in a later task, so that messages which arrived in between are handled first. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port.postMessage(null);
  });
}

const waiting: (() => void)[] = [];
const port = openPort();

/** A message to oneself: unlike a timer it is not held back 4 ms. */
function openPort(): { postMessage(message: null): void } {
  if (typeof setImmediate === 'function') {
    return { postMessage: () => void setImmediate(() => waiting.shift()?.()) };
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return port2;
}
