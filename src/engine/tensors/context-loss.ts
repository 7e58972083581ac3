import { backend, getBackend } from '@tensorflow/tfjs-core';
import { AppError } from '../../data/app-error';

/**
 * Rejects when the graphics card takes the context away in which the backend that is set computes; never resolves, and
 * never rejects for the others. What is read after that would be zeros, or never come.
 */
export function contextLoss(): Promise<never> {
  return new Promise((_, reject) => {
    canvasOfBackend()?.addEventListener('webglcontextlost', () => reject(lost()), { once: true });
  });
}

function canvasOfBackend(): EventTarget | undefined {
  if (getBackend() !== 'webgl') return undefined;
  const { gpgpu } = backend() as { gpgpu?: { gl: WebGL2RenderingContext } };
  return gpgpu?.gl.canvas;
}

function lost(): AppError {
  return new AppError(
    'training_failed',
    'The graphics card stopped in the middle of training (its WebGL context was lost), so there is no model of this run. Run it again, or choose the backend wasm.',
    { backend: 'webgl' },
  );
}
