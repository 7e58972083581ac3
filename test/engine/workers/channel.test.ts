import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/data/app-error';
import {
  Channel,
  Transferred,
  type CallContext,
  type Handlers,
  type Port,
} from '../../../src/engine/workers/channel';
import { nextTask } from '../../../src/engine/workers/next-task';

const connect = (handlers: Handlers): Channel => {
  const { port1, port2 } = new MessageChannel();
  new Channel(port1 as unknown as Port, handlers);
  const channel = new Channel(port2 as unknown as Port);
  open.push(port1, port2);
  return channel;
};

const open: MessagePort[] = [];

describe('Channel', () => {
  it('answers a call, also one that calls back', async () => {
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    const worker: Channel = new Channel(port1 as unknown as Port, {
      double: async (value: number) => 2 * (await worker.call<number>('page', value)),
    });
    const page = new Channel(port2 as unknown as Port, { page: (value: number) => value + 1 });
    expect(await page.call('double', 20)).toBe(42);
  });

  it('hands a failure over with code, words and details', async () => {
    const channel = connect({
      fail: () => {
        throw new AppError('query_failed', 'no such table', { sql: 'SELECT', position: 3 });
      },
    });
    const error = await channel.call('fail', null).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'query_failed',
      message: 'no such table',
      details: { sql: 'SELECT', position: 3 },
    });
  });

  it('turns any other failure into an internal one with its words', async () => {
    const channel = connect({ fail: () => Promise.reject(new RangeError('off by one')) });
    await expect(channel.call('fail', null)).rejects.toMatchObject({
      code: 'internal',
      message: 'off by one',
    });
    await expect(channel.call('nope', null)).rejects.toMatchObject({ code: 'internal' });
  });

  it('tells progress, and stops when it is cancelled', async () => {
    const channel = connect({
      count: async (_: null, { signal, progress }: CallContext) => {
        for (let step = 0; ; step += 1) {
          await nextTask();
          if (signal.aborted) throw new AppError('cancelled', `after ${step > 0}`);
          progress(step);
        }
      },
    });
    const controller = new AbortController();
    const seen: number[] = [];
    const call = channel.call('count', null, {
      signal: controller.signal,
      onProgress: (step: number) => {
        seen.push(step);
        if (step === 3) controller.abort();
      },
    });
    await expect(call).rejects.toMatchObject({ code: 'cancelled', message: 'after true' });
    expect(seen.slice(0, 4)).toEqual([0, 1, 2, 3]);
  });

  it('hands buffers over instead of copying them', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const channel = connect({ take: () => new Transferred(bytes, [bytes.buffer]) });
    expect(await channel.call('take', null)).toEqual(new Uint8Array([1, 2, 3]));
    expect(bytes.byteLength).toBe(0);
  });

  it('ends every open call and every later one when it is closed', async () => {
    const channel = connect({ hang: () => new Promise(() => undefined) });
    const hanging = channel.call('hang', null);
    channel.close(new AppError('engine_crashed', 'gone'));
    await expect(hanging).rejects.toMatchObject({ code: 'engine_crashed' });
    await expect(channel.call('hang', null)).rejects.toMatchObject({ code: 'engine_crashed' });
    for (const port of open) port.close();
  });
});
