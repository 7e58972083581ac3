import { describe, expect, it } from 'vitest';
import { findMissing, judgeLevel } from '../../../src/engine/walls/level';
import { responseHeaders } from '../../../src/engine/walls/policy';

const all = (): Headers => new Headers(Object.fromEntries(responseHeaders));

describe('privacy level', () => {
  it('is sealed, with nothing open, where the browser holds to the list and a policy', () => {
    const level = judgeLevel({ allowList: true, meta: true, missingHeaders: [] });
    expect([level.id, level.open]).toEqual(['sealed', []]);
  });

  it('is not sealed by a list of connections alone', () => {
    const missingHeaders = ['Content-Security-Policy'];
    expect(judgeLevel({ allowList: true, meta: false, missingHeaders }).id).toBe('open');
  });

  it('names navigation, WebRTC and name look-ups where only the policy holds', () => {
    const level = judgeLevel({ allowList: false, meta: true, missingHeaders: [] });
    expect(level.id).toBe('headers');
    expect(level.open.map((gap) => gap.split(':')[0])).toEqual([
      'Navigation',
      'WebRTC',
      'Name look-ups',
    ]);
  });

  it('names framing as well where the page brings its own policy', () => {
    const missingHeaders = responseHeaders.map(([name]) => name);
    const level = judgeLevel({ allowList: false, meta: true, missingHeaders });
    expect(level.id).toBe('meta');
    expect(level.open.at(-1)).toContain('Framing');
  });

  it('counts only what is certain where the server does not answer', () => {
    expect(judgeLevel({ allowList: false, meta: true, missingHeaders: undefined }).id).toBe('meta');
    expect(judgeLevel({ allowList: false, meta: false, missingHeaders: undefined }).id).toBe(
      'open',
    );
  });

  it('finds headers that are missing or say something else', () => {
    expect(findMissing(all())).toEqual([]);
    const headers = all();
    headers.delete('Referrer-Policy');
    headers.set('Connection-Allowlist', '("*")');
    expect(findMissing(headers)).toEqual(['Connection-Allowlist', 'Referrer-Policy']);
  });
});
