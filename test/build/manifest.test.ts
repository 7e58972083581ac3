import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { icons } from '../../build/icons';
import { readableEndings } from '../../src/data/formats/csv/readable-names';
import { findSample } from '../../src/data/samples';

interface Manifest {
  start_url: string;
  scope: string;
  icons: { src: string; sizes: string; purpose?: string }[];
  shortcuts: { url: string }[];
  file_handlers: { accept: Record<string, string[]> }[];
}

const path = new URL('../../public/manifest.webmanifest', import.meta.url);
const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;

describe('manifest', () => {
  it('opens every kind of file that is read here, and projects', () => {
    const endings = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat());
    expect(endings.sort()).toEqual([...readableEndings, 'assay'].map((end) => `.${end}`).sort());
  });

  it('names icons that the build draws', () => {
    const drawn = icons.map(({ fileName, size }) => [`./${fileName}`, `${size}x${size}`].join(' '));
    const named = manifest.icons.filter(({ sizes }) => sizes !== 'any');
    expect(drawn).toEqual(expect.arrayContaining(named.map(({ src, sizes }) => `${src} ${sizes}`)));
    expect(named.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
  });

  it('works from any folder, and its shortcuts open samples that exist', () => {
    const addresses = [
      manifest.start_url,
      manifest.scope,
      ...manifest.shortcuts.map(({ url }) => url),
    ];
    expect(addresses.filter((address) => !address.startsWith('./'))).toEqual([]);
    const samples = manifest.shortcuts.map(
      ({ url }) => new URL(url, 'https://a.test').searchParams,
    );
    expect(samples.map((query) => findSample(query.get('sample')!)?.id)).not.toContain(undefined);
  });
});
