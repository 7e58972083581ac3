import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Operator } from '../src/operators/contract';
import { createNodeEngine } from './support/node-engine';

const root = resolve(import.meta.dirname, '..');
const folder = resolve(root, '.cache/guide');
const file = resolve(folder, 'completeness.ts');

/** The sample operator of the guide, written to a file beside the source it imports from. */
const writeSample = (): void => {
  const guide = readFileSync(resolve(root, 'docs/guide.md'), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(guide)![1]!;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    code
      .replaceAll("'../../", "'../../src/")
      .replaceAll("'../c", "'../../src/operators/c")
      .replaceAll("'../p", "'../../src/operators/p"),
  );
};

describe('the sample operator of the guide', () => {
  writeSample();

  it('compiles', () => {
    const config = ts.readConfigFile(resolve(root, 'src/tsconfig.json'), ts.sys.readFile);
    const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, root);
    const program = ts.createProgram([file], { ...options, types: [] });
    const faults = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
    expect(faults.map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, '\n'))).toEqual(
      [],
    );
  });

  it('runs', async () => {
    const engine = await createNodeEngine();
    const { default: operator } = (await import(file)) as { default: Operator };
    const table = await engine.table(
      'SELECT * FROM (VALUES (1, NULL), (2, 3), (NULL, NULL), (4, 5)) AS t("a b", c)',
    );
    const result = await engine.run<{ rowsByMissing: number[] }>(operator, { table });
    expect(result.rowsByMissing).toEqual([2, 1, 1]);
    expect(operator.describe(result, {})[0]!.text).toBe('2 rows of 4 have all 2 values (50.0 %).');
    const some = await engine.run<{ rowsByMissing: number[] }>(
      operator,
      { table },
      { columns: ['a b'] },
    );
    expect(some.rowsByMissing).toEqual([3, 1]);
  });
});
