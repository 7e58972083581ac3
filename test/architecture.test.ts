import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** What each folder may import: other folders, and packages by prefix. The table of the design. */
const layers: Record<string, { folders: string[]; packages: RegExp }> = {
  math: { folders: [], packages: /^$/ },
  data: { folders: ['math'], packages: /^@uwdata\/flechette$/ },
  methods: { folders: ['math', 'data'], packages: /^$/ },
  figures: { folders: ['math', 'data'], packages: /^plotly\.js$/ },
  engine: {
    folders: ['math', 'data'],
    packages:
      /^(@duckdb\/duckdb-wasm|@tensorflow\/tfjs-|@uwdata\/flechette$|parquet-wasm|fflate$|fzstd$|@sqlite.org\/sqlite-wasm|@jitl\/quickjs-|quickjs-emscripten-core$)/,
  },
  operators: { folders: ['math', 'data', 'methods', 'figures', 'engine'], packages: /^$/ },
  notebook: { folders: ['data'], packages: /^$/ },
  state: { folders: ['notebook', 'operators', 'engine', 'data'], packages: /^svelte/ },
  ui: {
    folders: ['state', 'operators', 'figures', 'data'],
    packages: /^(svelte|plotly\.js|@?codemirror|marked$|dompurify$)/,
  },
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll('\\', '/'));

const imports = new Map(files.map((file) => [file, importsOf(file)]));

describe('architecture', () => {
  it('finds the source', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it('imports only downwards, and only the packages of its layer', () => {
    expect(files.flatMap(layerFaults)).toEqual([]);
  });

  it('has no import cycles', () => {
    expect(findCycle()).toEqual([]);
  });

  it('has no folder at the top of src that is not a layer', () => {
    const folders = new Set(
      files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]),
    );
    expect([...folders].filter((folder) => !(folder! in layers))).toEqual([]);
  });
});

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const pattern =
    /(?:^|[\n;])\s*(?:import|export)\s(?:[^'"();]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...text.matchAll(pattern)].map((match) => (match[1] ?? match[2])!.replace(/\?.*$/, ''));
}

function layerFaults(file: string): string[] {
  const layer = layers[file.split('/')[0]!];
  if (!layer || !file.includes('/')) return [];
  return imports
    .get(file)!
    .filter((specifier) => !isAllowed(file, specifier, layer))
    .map((specifier) => `${file} imports ${specifier}`);
}

function isAllowed(
  file: string,
  specifier: string,
  layer: { folders: string[]; packages: RegExp },
): boolean {
  if (specifier.startsWith('.')) {
    const folder = relative(src, resolve(src, dirname(file), specifier)).split('/')[0]!;
    return folder === file.split('/')[0] || layer.folders.includes(folder);
  }
  if (file.startsWith('methods/train/') && specifier.startsWith('@tensorflow/tfjs-core'))
    return true;
  return layer.packages.test(specifier);
}

/** The first cycle of imports found by depth-first search, or nothing. */
function findCycle(): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const next of targetsOf(file)) {
      const cycle = visit(next);
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of files) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

function targetsOf(file: string): string[] {
  return imports
    .get(file)!
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(src, resolve(src, dirname(file), specifier)))
    .map((path) => [path, `${path}.ts`, `${path}.svelte`].find((name) => imports.has(name)))
    .filter((name) => name !== undefined);
}
