import { beforeAll, describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/data/app-error';
import type { ArtifactKind } from '../../src/data/artifact';
import { columnKinds, type TableInfo } from '../../src/data/table';
import { themeFigure } from '../../src/figures/palette';
import { drawScene } from '../../src/figures/scene/draw-scene';
import { estimateWidth } from '../../src/figures/scene/fit-text';
import { catalogue } from '../../src/operators/catalogue';
import type { InputSpec, Operator } from '../../src/operators/contract';
import { getOperator } from '../../src/operators/operator-list';
import { toArtifact } from '../../src/operators/contract';
import { topics } from '../../src/operators/topics';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';
import {
  hostileTables,
  manyClasses,
  missingTarget,
  numericTarget,
  type HostileTable,
} from '../support/hostile-tables';

/** Ways in which an operator may refuse a table: in words. Anything else is a fault of ours. */
const refusals: ErrorCode[] = [
  'bad_param',
  'unavailable',
  'missing_input',
  'training_failed',
  'unknown_column',
];

/** Which operator makes an input of a kind, where an operator needs one. */
const makers: Partial<Record<ArtifactKind, { operator: string; params: object }>> = {
  model: { operator: 'train.boosted-trees', params: { target: 'target', rounds: 5 } },
  features: { operator: 'select.feature-set', params: { target: 'target' } },
  split: { operator: 'train.split', params: {} },
};

const everyTable = [...hostileTables, numericTarget, manyClasses, missingTarget];
const runnable = catalogue.filter(({ id }) => id !== 'source.file' && id !== 'profile.file');

let engine: NodeEngine;
const tables = new Map<string, TableInfo>();

beforeAll(async () => {
  engine = await createNodeEngine();
  for (const { title, select } of everyTable) tables.set(title, await engine.table(select));
});

const inputFor = async (spec: InputSpec, table: TableInfo): Promise<unknown> => {
  if (spec.arity === 'optional' || spec.arity === 'any')
    return spec.arity === 'any' ? [] : undefined;
  const value = spec.kind === 'table' ? table : await make(spec.kind, table);
  return spec.arity === 'many' ? [value] : value;
};

const make = async (kind: ArtifactKind, table: TableInfo): Promise<unknown> => {
  const maker = makers[kind];
  if (!maker) throw new Error(`the contract suite cannot make a ${kind}`);
  const operator = getOperator(maker.operator);
  const result = await engine.run<object>(operator, { table }, maker.params);
  return toArtifact(operator, 'made', result).value;
};

const inputsFor = async (
  operator: Operator,
  table: TableInfo,
): Promise<Record<string, unknown>> => {
  const entries = Object.entries(operator.inputs);
  return Object.fromEntries(
    await Promise.all(entries.map(async ([name, spec]) => [name, await inputFor(spec, table)])),
  );
};

/** `target` where a column must be chosen, some SQL or a script where one must be written, and short trainings. */
const paramsFor = (operator: Operator): Record<string, unknown> => {
  const params: Record<string, unknown> = {};
  for (const [name, { control, default: initial }] of Object.entries(operator.params)) {
    if (control.kind === 'column' && initial === undefined)
      params[name] = control.kinds?.includes('number') ? 'size' : 'target';
    if (control.kind === 'text' && control.language === 'sql') params[name] = 'SELECT 1 AS one';
    if (control.kind === 'text' && control.language === 'javascript')
      params[name] = 'return { one: [1, null] }';
    if (name === 'where') params[name] = 'rowid % 2 = 0';
    if (name === 'epochs' || name === 'rounds') params[name] = 5;
  }
  return params;
};

type Outcome = { result: object; params: Record<string, unknown> } | { refusal: AppError };

const attempt = async (operator: Operator, table: TableInfo): Promise<Outcome> => {
  const params = paramsFor(operator);
  try {
    const inputs = await inputsFor(operator, table);
    const reason = operator.unavailable?.(inputs as never);
    if (reason) throw new AppError('unavailable', reason);
    return { result: await engine.run<object>(operator, inputs, params), params };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !refusals.includes(thrown.code)) throw thrown;
    return { refusal: thrown };
  }
};

/** What the same seed must give again: all but times. */
const withoutTimes = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, item: unknown) => {
      if (/durationMs|seconds|msPer|latency/i.test(key)) return undefined;
      if (typeof item === 'bigint') return `${item}n`;
      if (typeof item === 'number' && !Number.isFinite(item)) return String(item);
      if (ArrayBuffer.isView(item)) return Array.from(item as Float64Array, String);
      if (item instanceof Map) return [...item];
      return item;
    }),
  );

const checkWords = (
  operator: Operator,
  outcome: { result: object; params: Record<string, unknown> },
): void => {
  const { result } = outcome;
  const params = {
    ...Object.fromEntries(
      Object.entries(operator.params).map(([name, { default: initial }]) => [name, initial]),
    ),
    ...outcome.params,
  } as never;
  const statements = operator.describe(result, params);
  expect(statements.length).toBeGreaterThan(0);
  for (const { text } of statements) expect(text).toMatch(/^(?!.*\b(undefined|\[object)\b).+/s);
  for (const figure of operator.figures?.(result, params) ?? []) {
    expect(figure.title).not.toBe('');
    expect(figure.alt).not.toBe('');
    expect(figure.data.length).toBeGreaterThan(0);
    structuredClone(figure);
    const size = { width: 480, height: figure.heightPx ?? 280 };
    const { marks } = drawScene(themeFigure(figure, 'light'), size, estimateWidth);
    expect(marks.length).toBeGreaterThan(0);
    const outlines = marks.flatMap((mark) => (mark.kind === 'path' ? [mark.d] : []));
    expect(outlines.join()).not.toMatch(/NaN|Infinity|undefined/);
  }
  for (const table of operator.table?.(result, params) ?? []) {
    for (const row of table.rows) expect(row.length).toBe(table.columns.length);
  }
  for (const proposal of operator.next?.(result, params) ?? []) {
    for (const source of Object.values(proposal.inputs)) {
      expect(['self', ...Object.keys(operator.inputs)]).toContain(source);
    }
  }
};

const digestOf = async (table: TableInfo): Promise<unknown[]> => {
  const answer = await engine.query(
    `SELECT count(*)::INT AS n, bit_xor(hash(t))::VARCHAR AS h FROM ${table.relation} t`,
  );
  return [answer.numbers('n')[0], answer.texts('h')[0]];
};

const tableNames = async (): Promise<(string | null)[]> =>
  (
    await engine.query('SELECT schema_name || table_name AS name FROM duckdb_tables() ORDER BY ALL')
  ).texts('name');

describe('the catalogue', () => {
  it('has unique ids of the form topic.name', () => {
    const ids = catalogue.map((operator) => operator.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operator of catalogue)
      expect(operator.id).toMatch(new RegExp(`^${operator.topic}\\.[a-z-]+$`));
  });

  it('knows the topic of every operator', () => {
    const known = topics.map((topic) => topic.id as string);
    for (const operator of catalogue) expect(known).toContain(operator.topic);
  });

  it('proposes only operators that exist, from every operator', async () => {
    const table = tables.get('plain')!;
    for (const operator of runnable) {
      const outcome = await attempt(operator, table);
      if ('refusal' in outcome) continue;
      for (const proposal of operator.next?.(outcome.result, outcome.params as never) ?? [])
        getOperator(proposal.operator);
    }
  });
});

describe.each(runnable.map((operator) => [operator.id, operator] as const))('%s', (_, operator) => {
  it('answers on a plain table', async () => {
    expect(await attempt(operator, tables.get('plain')!)).not.toHaveProperty('refusal');
  });

  it.each(everyTable.map((table: HostileTable) => table.title))(
    'answers or refuses in words: %s',
    async (title) => {
      const table = tables.get(title)!;
      const before = await digestOf(table);
      const outcome = await attempt(operator, table);
      if ('refusal' in outcome) expect(outcome.refusal.message.length).toBeGreaterThan(15);
      else {
        structuredClone(outcome.result);
        checkWords(operator, outcome);
      }
      expect(await digestOf(table)).toEqual(before);
    },
  );

  it('gives the same result for the same seed', async () => {
    const table = tables.get('plain')!;
    const [first, second] = [await attempt(operator, table), await attempt(operator, table)];
    if ('refusal' in first || 'refusal' in second) throw new Error('refused a plain table');
    const [one, two] = [first.result, second.result] as { table?: unknown }[];
    const makesTable = operator.output === 'table';
    expect(withoutTimes(makesTable ? { ...one, table: null } : one)).toEqual(
      withoutTimes(makesTable ? { ...two, table: null } : two),
    );
  });

  it('refuses a column that is not there, and a param that is not declared', async () => {
    const table = tables.get('plain')!;
    const inputs = await inputsFor(operator, table);
    const column = Object.entries(operator.params).find(
      ([, { control }]) => control.kind === 'column' && control.input in inputs,
    );
    if (column) {
      const value =
        column[1].control.kind === 'column' && column[1].control.many ? ['nope'] : 'nope';
      await expect(
        engine.run(operator, inputs, { ...paramsFor(operator), [column[0]]: value }),
      ).rejects.toMatchObject({ code: 'bad_param' });
    }
    await expect(
      engine.run(operator, inputs, { ...paramsFor(operator), nope: 1 }),
    ).rejects.toMatchObject({ code: 'bad_param' });
  });

  it('refuses numbers out of range', async () => {
    const table = tables.get('plain')!;
    const inputs = await inputsFor(operator, table);
    for (const [name, { control }] of Object.entries(operator.params)) {
      if (control.kind !== 'number') continue;
      for (const bad of [
        NaN,
        'x',
        ...(control.max === undefined ? [] : [control.max + 1]),
        ...(control.min === undefined ? [] : [control.min - 1]),
      ]) {
        await expect(
          engine.run(operator, inputs, { ...paramsFor(operator), [name]: bad }),
        ).rejects.toMatchObject({ code: 'bad_param' });
      }
    }
  });

  it('leaves no table behind when it is cancelled, at any stage', async () => {
    const table = tables.get('plain')!;
    const inputs = await inputsFor(operator, table);
    const before = await tableNames();
    for (const stage of [0, 1, 2, 4, 8]) {
      const controller = new AbortController();
      let calls = 0;
      const context = engine.context({ signal: controller.signal });
      const counted = {
        ...context,
        query: (sql: string) => {
          if (calls++ === stage) controller.abort();
          return context.query(sql);
        },
      };
      if (stage === 0) controller.abort();
      const params = {
        ...Object.fromEntries(
          Object.entries(operator.params).map(([name, { default: initial }]) => [name, initial]),
        ),
        ...paramsFor(operator),
      };
      await operator.run(inputs as never, params as never, counted).catch((thrown: unknown) => {
        expect(thrown).toMatchObject({ code: 'cancelled' });
      });
    }
    if (operator.output !== 'table') expect(await tableNames()).toEqual(before);
  });
});

it('covers every kind of column', () => {
  const kinds = new Set(
    [...tables.values()].flatMap((table) => table.columns.map((column) => column.kind)),
  );
  expect([...kinds].sort()).toEqual([...columnKinds].sort());
});
