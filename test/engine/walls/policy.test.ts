import { describe, expect, it } from 'vitest';
import {
  contentSecurityDirectives,
  contentSecurityPolicy,
  responseHeaders,
} from '../../../src/engine/walls/policy';
import { headerFiles } from '../../support/header-files';

const root = new URL('../../..', import.meta.url).pathname;

describe('policy', () => {
  it('lets no foreign host, no eval and no inline script through', () => {
    const sources = contentSecurityDirectives.flatMap(([, ...values]) => values);
    expect(sources.filter((source) => /[.*]|:\/\/|^https?:|'unsafe-eval'/.test(source))).toEqual(
      [],
    );
    const inline = contentSecurityDirectives.filter((all) => all.includes("'unsafe-inline'"));
    expect(inline.map(([name]) => name)).toEqual(['style-src']);
  });

  it('forbids what no directive names', () => {
    expect(contentSecurityDirectives[0]).toEqual(['default-src', "'none'"]);
  });

  it('is the same in the page as in the header, but for what browsers refuse there', () => {
    const header = contentSecurityPolicy('header').split('; ');
    const meta = contentSecurityPolicy('meta').split('; ');
    expect(header.filter((directive) => !meta.includes(directive))).toEqual([
      "frame-ancestors 'none'",
    ]);
    expect(meta.filter((directive) => !header.includes(directive))).toEqual([]);
  });

  it('has every header once, on one line, without a double quote', () => {
    const names = responseHeaders.map(([name]) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(responseHeaders.filter(([, value]) => /["\n$%]/.test(value))).toEqual([]);
  });

  it.each(headerFiles)('stands in %s', async (path, text) => {
    await expect(text).toMatchFileSnapshot(root + path);
  });
});
