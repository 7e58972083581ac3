import { describe, expect, it } from 'vitest';
import { judgeError, judgeSilence } from '../../../../src/engine/walls/leak-test/outcome';

const error = (name: string, message: string): Error => Object.assign(new Error(message), { name });

describe('what an error says of an attempt', () => {
  it.each([
    [error('TypeError', "This document requires 'TrustedHTML' assignment."), 'blocked'],
    [error('EvalError', "'unsafe-eval' is not an allowed source of script"), 'blocked'],
    [error('NotAllowedError', 'blocked by Permissions Policy'), 'blocked'],
    [error('TypeError', 'not allowed on this page: <iframe>'), 'closed'],
    [error('NotAllowedError', 'no window was opened'), 'closed'],
    [error('ReferenceError', 'WebSocket is not defined'), 'missing'],
    [error('SecurityError', 'not a suffix of the domain'), 'refused'],
  ])('%s', (thrown, verdict) => {
    expect(judgeError(thrown)?.verdict).toBe(verdict);
  });

  it('is nothing where any failed request throws the same', () => {
    expect(judgeError(error('TypeError', 'Failed to fetch'))).toBe(undefined);
  });
});

describe('an attempt that nothing was seen to stop', () => {
  const asked = { thrown: undefined, wasAsked: true, isSilent: false };

  it('is open where the browser lists a request of it, whatever it threw', () => {
    expect(judgeSilence(asked, { allowList: false }).verdict).toBe('open');
    const failed = { ...asked, thrown: error('TypeError', 'Failed to fetch') };
    expect(judgeSilence(failed, { allowList: false }).words).toContain('Failed to fetch');
  });

  it('is open where a page could not see it, unless the list of connections is in force', () => {
    const silent = { thrown: undefined, wasAsked: false, isSilent: true };
    expect(judgeSilence(silent, { allowList: false }).verdict).toBe('open');
    expect(judgeSilence(silent, { allowList: true })).toEqual({
      verdict: 'blocked',
      words: 'Connection-Allowlist, in force since the start',
    });
  });

  it('is refused by the browser where it lists no request that it would list', () => {
    const quiet = { ...asked, wasAsked: false };
    expect(judgeSilence(quiet, { allowList: false }).verdict).toBe('refused');
    expect(judgeSilence(quiet, { allowList: true }).verdict).toBe('refused');
  });
});
