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

const walled = { policy: true, allowList: false };
const sealed = { policy: true, allowList: true };

describe('an attempt that nothing was seen to stop', () => {
  const asked = { thrown: undefined, wasAsked: true, isSilent: false };

  it('is open where the browser lists a request of it, whatever it threw', () => {
    expect(judgeSilence(asked, walled).verdict).toBe('open');
    const failed = { ...asked, thrown: error('TypeError', 'Failed to fetch') };
    expect(judgeSilence(failed, walled).words).toContain('Failed to fetch');
  });

  it('is open where a page could not see it, unless the list of connections is in force', () => {
    const silent = { thrown: undefined, wasAsked: false, isSilent: true };
    expect(judgeSilence(silent, walled).verdict).toBe('open');
    expect(judgeSilence(silent, sealed)).toEqual({
      verdict: 'blocked',
      words: 'Connection-Allowlist, in force since the start',
    });
  });

  it('is refused by the browser where it lists no request that it would list', () => {
    const quiet = { ...asked, wasAsked: false };
    expect(judgeSilence(quiet, walled).verdict).toBe('refused');
    expect(judgeSilence(quiet, sealed).verdict).toBe('refused');
  });

  it('is refused by what is known to stop it without a report, where a policy holds', () => {
    const unreported = { ...asked, unreported: 'browsers take it from the own origin alone' };
    expect(judgeSilence(unreported, walled)).toEqual({
      verdict: 'refused',
      words: unreported.unreported,
    });
    expect(judgeSilence(unreported, { policy: false, allowList: false }).verdict).toBe('open');
  });
});
