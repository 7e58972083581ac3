import { getBackend, memory, tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  chooseBackend,
  probeBackends,
  useBackend,
  type Probe,
} from '../../../src/engine/tensors/backend';
import { useTensors } from '../../support/tensors';

beforeAll(() => useTensors('cpu'));

const countSteps = () => {
  const seen = { steps: 0, disposed: 0 };
  const start = (): Probe => {
    const held = tensor1d([1, 2, 3]);
    return {
      step: async () => {
        seen.steps += 1;
        await held.data();
      },
      dispose: () => {
        held.dispose();
        seen.disposed += 1;
      },
    };
  };
  return { seen, start };
};

describe('probeBackends', () => {
  it('times the steps on each backend that there is, and says why others are not', async () => {
    const { seen, start } = countSteps();
    const { probe, unavailable } = await probeBackends(start);
    expect(probe.map(({ backend }) => backend)).toEqual(['cpu']);
    expect(probe[0]!.msPerStep).toBeGreaterThan(0);
    expect(unavailable).toEqual([
      { backend: 'webgl', reason: 'not in a browser' },
      { backend: 'wasm', reason: 'not in a browser' },
    ]);
    expect(seen.steps).toBeGreaterThanOrEqual(3);
    expect(seen.disposed).toBe(1);
    expect(memory().numTensors).toBe(0);
  });

  it('disposes of the probe when a step fails', async () => {
    const { seen, start } = countSteps();
    const failing = (): Probe => ({
      ...start(),
      step: () => Promise.reject(new Error('no memory')),
    });
    await expect(probeBackends(failing)).rejects.toThrow('no memory');
    expect(seen.disposed).toBe(1);
  });
});

describe('chooseBackend', () => {
  it('sets the quickest', async () => {
    const { backend, probe } = await chooseBackend('auto', countSteps().start);
    expect(backend).toBe(probe[0]!.backend);
    expect(getBackend()).toBe(backend);
  });

  it('sets the one asked for without a probe', async () => {
    const { seen, start } = countSteps();
    expect(await chooseBackend('cpu', start)).toEqual({
      backend: 'cpu',
      probe: [],
      unavailable: [],
    });
    expect(seen.steps).toBe(0);
  });

  it('refuses one that is not there, with the reason', async () => {
    await expect(useBackend('wasm')).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The backend wasm cannot be used: not in a browser. Choose another.',
    });
  });
});
