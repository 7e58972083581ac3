import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { AppError } from '../../data/app-error';
import { backendNames, type BackendName, type Unavailable } from './backend-name';
import { openBackend } from './open-backend';

export { backendNames, type BackendName, type Unavailable } from './backend-name';

/** Steps of real work on the backend that is set, to be timed. It owns tensors until it is disposed of. */
export interface Probe {
  /** One step, with its answer read back, so that nothing is still under way when it ends. */
  step(): Promise<void>;
  dispose(): void;
}

/** Which backend runs, how quick each was that could be tried, and why the others could not. */
export interface BackendChoice {
  backend: BackendName;
  /** The quickest first; empty where the user chose. */
  probe: { backend: BackendName; msPerStep: number }[];
  unavailable: Unavailable[];
}

const warmUpSteps = 2;
const mostSteps = 20;
const mostProbeMs = 80;

/**
 * Sets the backend asked for, or with `auto` the one that is quickest at the steps of `startProbe` on this machine:
 * each that can be opened is warmed up and timed for at most some 80 ms. Software WebGL is not tried.
 * @throws AppError `unavailable` where the backend asked for cannot be opened, with the reason.
 */
export async function chooseBackend(
  asked: BackendName | 'auto',
  startProbe: () => Probe,
): Promise<BackendChoice> {
  if (asked !== 'auto') {
    await useBackend(asked);
    return { backend: asked, probe: [], unavailable: [] };
  }
  const { probe, unavailable } = await probeBackends(startProbe);
  const backend = probe[0]!.backend;
  await setBackend(backend);
  return { backend, probe, unavailable };
}

/** Opens and sets a backend. @throws AppError `unavailable` with the reason. */
export async function useBackend(name: BackendName): Promise<void> {
  const reason = await openBackend(name);
  if (!reason) return;
  throw new AppError(
    'unavailable',
    `The backend ${name} cannot be used: ${reason}. Choose another.`,
    {
      backend: name,
    },
  );
}

/** Times the steps on every backend that can be opened; the quickest first. `cpu` always can. */
export async function probeBackends(
  startProbe: () => Probe,
): Promise<Pick<BackendChoice, 'probe' | 'unavailable'>> {
  const probe: BackendChoice['probe'] = [];
  const unavailable: Unavailable[] = [];
  for (const backend of backendNames) {
    const reason = await openBackend(backend, { refuseSoftware: true });
    if (reason) unavailable.push({ backend, reason });
    else probe.push({ backend, msPerStep: await timeSteps(startProbe) });
  }
  probe.sort((one, other) => one.msPerStep - other.msPerStep);
  return { probe, unavailable };
}

/** The backend that is set. */
export function currentBackend(): string {
  return getBackend();
}

async function timeSteps(startProbe: () => Probe): Promise<number> {
  const probe = startProbe();
  try {
    for (let step = 0; step < warmUpSteps; step += 1) await probe.step();
    const start = performance.now();
    let steps = 0;
    while (steps < mostSteps && performance.now() - start < mostProbeMs) {
      await probe.step();
      steps += 1;
    }
    return (performance.now() - start) / steps;
  } finally {
    probe.dispose();
  }
}
