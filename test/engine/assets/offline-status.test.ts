import { describe, expect, it } from 'vitest';
import { nextStatus, type OfflineEvent } from '../../../src/engine/assets/offline-status';
import type { OfflineStatus } from '../../../src/engine/assets/offline-status';

const first = { version: 'one', keptBytes: 10, totalBytes: 10 };
const second = { version: 'two', keptBytes: 12, totalBytes: 12 };
const error = { code: 'bad_value', message: 'a.js is not the file', details: {} } as const;

function after(...events: OfflineEvent[]): OfflineStatus {
  return events.reduce(nextStatus, {});
}

const isKept: OfflineEvent[] = [{ type: 'began' }, { type: 'kept', ...first }];
const inUse: OfflineEvent[] = [...isKept, { type: 'in use', ...first }];

describe('status of the copy for offline use', () => {
  it('is one that comes until it is in use', () => {
    expect(after({ type: 'began' }, { type: 'keeping', ...first, keptBytes: 4 })).toEqual({
      inUse: undefined,
      coming: { ...first, keptBytes: 4, phase: 'keeping', reason: '' },
    });
    expect(after(...isKept).inUse).toBeUndefined();
    expect(after(...inUse)).toEqual({ inUse: { ...first, phase: 'ready', reason: '' } });
  });

  it('stays ready while the next version is kept, refused or waits', () => {
    const begun: OfflineEvent[] = [...inUse, { type: 'began' }];
    const waiting = after(...begun, { type: 'kept', ...second }, { type: 'waiting' });
    expect([waiting.inUse?.phase, waiting.coming?.phase, waiting.coming?.version]).toEqual([
      'ready',
      'ready',
      'two',
    ]);
    const refused = after(...begun, { type: 'failed', version: 'two', error });
    expect([refused.inUse?.phase, refused.coming?.phase, refused.coming?.reason]).toEqual([
      'ready',
      'failed',
      'a.js is not the file',
    ]);
  });

  it('is ready to be used once it waits, also where its last words arrive later', () => {
    const late = after(
      ...inUse,
      { type: 'began' },
      { type: 'waiting' },
      { type: 'kept', ...second },
    );
    expect(late.coming).toEqual({ ...second, phase: 'ready', reason: '' });
    expect(nextStatus(late, { type: 'began' }).coming?.phase).toBe('keeping');
  });

  it('drops what came once it is in use', () => {
    const status = after(
      ...inUse,
      { type: 'began' },
      { type: 'kept', ...second },
      { type: 'waiting' },
      { type: 'in use', ...second },
    );
    expect(status).toEqual({ inUse: { ...second, phase: 'ready', reason: '' } });
  });

  it('goes back to keeping where the browser dropped files, and is ready when they are back', () => {
    const dropped = after(...inUse, { type: 'in use', ...first, keptBytes: 7 });
    expect(dropped.inUse?.phase).toBe('keeping');
    expect(nextStatus(dropped, { type: 'kept', ...first }).inUse?.phase).toBe('ready');
    const failed = nextStatus(dropped, { type: 'failed', version: 'one', error });
    expect(failed.inUse).toMatchObject({ phase: 'failed', reason: 'a.js is not the file' });
  });

  it('says why nothing can be kept', () => {
    expect(after({ type: 'unavailable', reason: 'no https' })).toEqual({ unavailable: 'no https' });
  });
});
