interface Drawing {
  draw: () => Promise<void> | void;
  signal: AbortSignal;
}

const waiting: Drawing[] = [];
let isDrawing = false;

/** Draws when the page has nothing better to do, one figure a task, so that scrolling never stutters. */
export function drawInTurn(draw: Drawing['draw'], signal: AbortSignal): void {
  waiting.push({ draw, signal });
  if (!isDrawing) void drawAll();
}

async function drawAll(): Promise<void> {
  isDrawing = true;
  try {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await idle();
      if (!next.signal.aborted) await next.draw();
    }
  } finally {
    isDrawing = false;
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') {
      requestIdleCallback(() => resolve(), { timeout: 300 });
    } else {
      setTimeout(resolve, 16);
    }
  });
}
