import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const root = new URL('..', import.meta.url).pathname;

/** Icons that systems want as PNG: `bleeds` fills the square, for those that cut a shape out of it. */
export const icons = [
  { fileName: 'icons/icon-192.png', size: 192, bleeds: false },
  { fileName: 'icons/icon-512.png', size: 512, bleeds: false },
  { fileName: 'icons/maskable-512.png', size: 512, bleeds: true },
  { fileName: 'icons/apple-touch-icon.png', size: 180, bleeds: true },
];

/** Draws the icons from `favicon.svg` into the build: in WebAssembly, so that every machine makes the same bytes. */
export function drawnIcons(): Plugin {
  return {
    name: 'assay-icons',
    apply: 'build',
    async generateBundle() {
      const svg = readFileSync(`${root}public/favicon.svg`, 'utf8');
      await loadRenderer();
      for (const { fileName, size, bleeds } of icons)
        this.emitFile({ type: 'asset', fileName, source: drawIcon(svg, size, bleeds) });
    },
  };
}

/** The marks lie within the inner 80 %, which every mask leaves. */
function drawIcon(svg: string, size: number, bleeds: boolean): Uint8Array {
  const shape = bleeds ? svg.replace(/ rx="[\d.]+"/, '') : svg;
  return new Resvg(shape, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

let loaded: Promise<void> | undefined;

function loadRenderer(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  loaded ??= initWasm(readFileSync(path));
  return loaded;
}
