import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BenchRow } from './report';

const dist = resolve(import.meta.dirname, '../../dist');

/** B9: script that the page loads before it first paints: the entry, and what it imports at once. */
export function measureFirstScript(): BenchRow[] {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => match[1]!);
  const files = new Set<string>();
  for (const file of named) collect(file, files);
  const bytes = [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(dist, file))).byteLength,
    0,
  );
  return [
    {
      id: 'B9',
      workload: `script before first paint, gzip (${files.size} files)`,
      value: bytes / 1000,
      unit: 'kB',
      target: { text: '≤ 150 kB', isMet: bytes <= 150_000 },
    },
  ];
}

/** A file and everything that it imports statically. */
function collect(file: string, files: Set<string>): void {
  if (files.has(file) || !statSync(join(dist, file), { throwIfNoEntry: false })) return;
  files.add(file);
  const text = readFileSync(join(dist, file), 'utf8');
  for (const match of text.matchAll(
    /(?:^|[;}\n])(?:import|export)\s*(?:[\w*{}\s,$]+\s*from\s*)?["']\.\/([^"']+\.js)["']/g,
  )) {
    collect(join(file, '..', match[1]!), files);
  }
}
