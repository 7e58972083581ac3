import { describe, expect, it } from 'vitest';
import { describeOffline } from '../../../src/state/privacy/offline-words';

const ready = {
  version: '0123456789abcdef',
  keptBytes: 60_000_000,
  totalBytes: 60_000_000,
  phase: 'ready',
  reason: '',
} as const;
const keeping = { ...ready, version: 'fedcba98', keptBytes: 15_000_000, phase: 'keeping' } as const;

describe('words on the copy for offline use', () => {
  it('say how many bytes are kept, and the share', () => {
    expect(describeOffline({ coming: keeping })).toEqual({
      title: 'Being kept for offline',
      text: '15.0 MB of 60.0 MB are on this device.',
      share: 0.25,
    });
  });

  it('say that it is ready, with version and size', () => {
    const { title, text, action } = describeOffline({ inUse: ready });
    expect([title, action]).toEqual(['Ready to work offline', undefined]);
    expect(text).toContain('Version 01234567, 60.0 MB');
  });

  it('offer the next version and another try, and stay with what is in use', () => {
    const next = describeOffline({ inUse: ready, coming: { ...keeping, phase: 'ready' } });
    expect([next.title, next.action]).toEqual(['Ready to work offline', 'use']);
    const failed = { ...keeping, phase: 'failed', reason: 'a.js was changed.' } as const;
    const refused = describeOffline({ inUse: ready, coming: failed });
    expect([refused.title, refused.action]).toEqual(['Ready to work offline', 'try again']);
    expect(refused.text).toContain('a.js was changed.');
    expect(describeOffline({ coming: failed })).toEqual({
      title: 'Needs a network',
      text: 'a.js was changed.',
      action: 'try again',
    });
  });

  it('say why nothing is kept', () => {
    expect(describeOffline({ unavailable: 'No https.' }).text).toBe('No https.');
  });

  it('have no share of nothing', () => {
    const begun = { ...keeping, keptBytes: 0, totalBytes: 0 };
    expect(describeOffline({ coming: begun }).share).toBe(0);
  });
});
