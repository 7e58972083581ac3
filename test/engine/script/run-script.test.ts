import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/data/app-error';
import type { ScriptColumn } from '../../../src/data/script/script-table';
import { closedNames } from '../../../src/engine/script/guest-realm';
import type { ScriptAnswer } from '../../../src/engine/script/read-answer';
import { runScript, type ScriptEnd, type ScriptOrder } from '../../../src/engine/script/run-script';
import { nodeInterpreter } from '../../support/node-interpreter';

const open = nodeInterpreter();

const columns: ScriptColumn[] = [
  {
    name: 'age',
    type: 'DOUBLE',
    form: 'number',
    values: Float64Array.of(1.5, NaN, NaN),
    missing: Uint8Array.of(0, 0, 1),
  },
  { name: 'city', type: 'VARCHAR', form: 'text', values: ['Bern', null, 'a\0b'] },
  { name: 'id', type: 'BIGINT', form: 'number', values: BigInt64Array.of(2n ** 62n, -1n, 0n) },
  { name: 'big', type: 'HUGEINT', form: 'integer', values: [String(2n ** 100n), null, '-5'] },
  {
    name: 'ok',
    type: 'BOOLEAN',
    form: 'boolean',
    values: Uint8Array.of(1, 0, 0),
    missing: Uint8Array.of(0, 0, 1),
  },
  { name: 'day', type: 'DATE', form: 'time', values: Float64Array.of(0, 86_400_000, 1) },
  { name: '__proto__', type: 'INTEGER', form: 'number', values: Int32Array.of(7, 8, 9) },
];

const people = {
  name: 'people',
  rowCount: 3,
  columns: columns.map(({ name, type }) => ({ name, type, kind: 'number' })),
};

/** The global names of the language itself. */
const standard: readonly string[] = [
  ...['AggregateError', 'Array', 'ArrayBuffer', 'Atomics', 'BigInt', 'BigInt64Array', 'Boolean'],
  ...['BigUint64Array', 'DataView', 'Date', 'Error', 'EvalError', 'FinalizationRegistry'],
  ...['Float16Array', 'Float32Array', 'Float64Array', 'Function', 'Infinity', 'Int16Array'],
  ...['Int32Array', 'Int8Array', 'Iterator', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object'],
  ...['Promise', 'Proxy', 'RangeError', 'ReferenceError', 'Reflect', 'RegExp', 'Set', 'String'],
  ...['SharedArrayBuffer', 'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'Uint16Array'],
  ...['Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakRef', 'WeakSet'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'eval'],
  ...['globalThis', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'undefined', 'unescape'],
];

const run = async (code: string, order: Partial<ScriptOrder> = {}): Promise<ScriptEnd> =>
  runScript(await open(), {
    code,
    tables: [people],
    columnAt: (_, column) => columns[column],
    seed: 1,
    timeLimitSeconds: 20,
    wanted: 'any',
    onProgress: () => undefined,
    ...order,
  });

const answerOf = async (code: string, order?: Partial<ScriptOrder>): Promise<ScriptAnswer> => {
  const end = await run(code, order);
  if (end.kind !== 'answer') throw new Error('the script needs more columns');
  return end.answer;
};

/** What a script returns, as text. */
const valueOf = async (code: string, order?: Partial<ScriptOrder>): Promise<string> => {
  const answer = await answerOf(code, order);
  return answer.kind === 'value' ? answer.text : answer.kind;
};

const failureOf = (code: string, order?: Partial<ScriptOrder>): Promise<AppError> =>
  run(code, order).then(
    (end) => Promise.reject(new Error(`it did not fail: ${JSON.stringify(end)}`)),
    (thrown: AppError) => thrown,
  );

/** Types and values of the columns of a returned table; missing ones are `null`. */
const tableOf = async (code: string): Promise<Record<string, [string, unknown[]]>> => {
  const answer = await answerOf(code, { wanted: 'table' });
  if (answer.kind !== 'table') throw new Error('no table');
  return Object.fromEntries(
    answer.table.columns.map(({ name, type, values, missing }) => [
      name,
      [type, Array.from(values as unknown[], (value, row) => (missing?.[row] ? null : value))],
    ]),
  );
};

describe('what a script sees', () => {
  it('is columns as typed arrays with missing told apart', async () => {
    const code = `const { age } = tables.people.columns;
      return [age.values.constructor.name, age.length, age.get(0), age.get(1), age.get(2), age.missing.join(), age.get(3)].join(' ')`;
    expect(await valueOf(code)).toBe('Float64Array 3 1.5 NaN  0,0,1 ');
  });

  it('is texts, exact integers, booleans and dates', async () => {
    const code = `const t = tables.people;
      return [...t.rows()].map((row) => [row.city, row.id, row.big, row.ok, row.day.toISOString()])`;
    expect(await valueOf(code)).toBe(`[
  ["Bern", 4611686018427387904n, 1267650600228229401496703205376n, true, "1970-01-01T00:00:00.000Z"],
  [null, -1, null, false, "1970-01-02T00:00:00.000Z"],
  ["a\\u0000b", 0, -5, null, "1970-01-01T00:00:00.001Z"]
]`);
  });

  it('is a column of any name', async () => {
    expect(await valueOf(`return tables.people.columns['__proto__'].get(2)`)).toBe('9');
    expect(await valueOf(`return tables.people.row(1)['__proto__']`)).toBe('8');
  });

  it('is told which names there are when it asks for another', async () => {
    expect((await failureOf('return tables.poeple')).message).toBe(
      'ReferenceError: unknown table: poeple. There is people. (line 1)',
    );
    expect((await failureOf('tables.people.columns.agee')).message).toMatch(
      /^ReferenceError: unknown column: agee. There is age, city/,
    );
  });

  it('is brought on demand: what is missing is asked for', async () => {
    const order = { columnAt: () => undefined };
    expect(await run('return tables.people.columns.age.get(0)', order)).toEqual({
      kind: 'needs',
      tables: [0],
    });
    const swallowed = 'try { tables.people.row(0) } catch {} return 1';
    expect(await run(swallowed, order)).toEqual({ kind: 'needs', tables: [0] });
  });
});

describe('random numbers', () => {
  it('are the same for a seed, with Math.random too, and others for another', async () => {
    const code = 'return [random(), Math.random(), random() < 1].join()';
    const [one, again, other] = [
      await valueOf(code),
      await valueOf(code),
      await valueOf(code, { seed: 2 }),
    ];
    expect(one).toBe(again);
    expect(one).not.toBe(other);
  });
});

describe('a returned table', () => {
  it('is columns by name, of lists, typed arrays and columns of other tables', async () => {
    const made = await tableOf(`const t = tables.people; return {
      whole: [1, 2, null], part: [1.5, -0, undefined], text: ['a', null, 'ü'], yes: [true, false, null],
      when: [new Date(5), null, new Date(0)], big: [2n ** 70n, 1n, null], mixed: [1, 2n, 3],
      float: Float32Array.of(1, 2, 3), bytes: Uint8Array.of(1, 2, 3), none: [null, null, null],
      age: t.columns.age, day: t.columns.day, id: t.columns.id, same: t.columns.big, ok: t.columns.ok }`);
    expect(made).toEqual({
      whole: ['BIGINT', [1n, 2n, null]],
      part: ['DOUBLE', [1.5, -0, null]],
      text: ['VARCHAR', ['a', null, 'ü']],
      yes: ['BOOLEAN', [1, 0, null]],
      when: ['TIMESTAMP', [5, null, 0]],
      big: ['HUGEINT', [String(2n ** 70n), '1', null]],
      mixed: ['BIGINT', [1n, 2n, 3n]],
      float: ['FLOAT', [1, 2, 3]],
      bytes: ['UTINYINT', [1, 2, 3]],
      none: ['VARCHAR', [null, null, null]],
      age: ['DOUBLE', [1.5, NaN, null]],
      day: ['DATE', [0, 86_400_000, 1]],
      id: ['BIGINT', [2n ** 62n, -1n, 0n]],
      same: ['HUGEINT', [String(2n ** 100n), null, '-5']],
      ok: ['BOOLEAN', [1, 0, null]],
    });
  });

  it('is a list of rows, a Map, pairs, or a whole table', async () => {
    expect(await tableOf('return [{ a: 1 }, { a: 2, b: "x" }]')).toEqual({
      a: ['BIGINT', [1n, 2n]],
      b: ['VARCHAR', [null, 'x']],
    });
    expect(await tableOf('return new Map([["__proto__x", [1]]])')).toEqual({
      __proto__x: ['BIGINT', [1n]],
    });
    expect(await tableOf('return [["one", [1, 2]], ["two", ["a", "b"]]]')).toEqual({
      one: ['BIGINT', [1n, 2n]],
      two: ['VARCHAR', ['a', 'b']],
    });
    const whole = await answerOf('return tables.people', { wanted: 'table' });
    const names = whole.kind === 'table' ? whole.table.columns.map(({ name }) => name) : [];
    expect(names).toEqual(columns.map(({ name }) => name));
  });

  it.each([
    ['return 5', /the script returned 5, which is no table/],
    ['return', /the script returned nothing, which is no table/],
    ['return { a: [1], b: [1, 2] }', /columns differ in length: a has 1 values, b has 2/],
    ['return { a: [1, "x"] }', /column a: row 1 holds a number, row 2 text: make them one type/],
    ['return { a: [{}] }', /column a, row 1: \{ {2}\} cannot stand in a table/],
    ['return { a: [new Date("x")] }', /column a, row 1: an invalid date/],
    ['return { a: [2n ** 200n] }', /has more than 128 bits/],
    ['return { a: [1.5, 1n] }', /row 1 holds a number, row 2 a BigInt/],
    ['return { a: [1], A: [2] }', /columns "a" and "A" differ in case only/],
    ['return { "": [1] }', /a column has no name/],
    ['return { a: 1 }', /column a is 1: give a list of values/],
  ])('is refused in words: %s', async (code, words) => {
    const failure = await failureOf(code, { wanted: 'table' });
    expect(failure.code).toBe('script_failed');
    expect(failure.message).toMatch(words);
  });

  it('is refused where the script changed what packs it', async () => {
    const code = `JSON.stringify = () => '{"kind":"table","rowCount":3,"columns":[{"name":"a","type":"DOUBLE","form":"number","array":"Float64Array","buffer":0,"missing":-1}]}'; return { a: [1] }`;
    expect((await failureOf(code, { wanted: 'table' })).message).toMatch(/change the interpreter/);
    const other = `JSON.stringify = () => 'no json'; return { a: [1] }`;
    expect((await failureOf(other, { wanted: 'table' })).code).toBe('script_failed');
  });
});

describe('any other answer', () => {
  it('is nothing, a value as text, a table or figures', async () => {
    expect(await answerOf('let a = 1')).toEqual({ kind: 'nothing' });
    expect(await valueOf('return { a: new Map([[1, new Set([2n])]]), b: () => 1 }')).toBe(
      '{ a: Map {1 => Set {2n}}, b: [function b] }',
    );
    expect(await answerOf('return [{ a: 1 }]')).toMatchObject({ kind: 'table' });
    const figure = `{ data: [{ type: 'bar', x: ['a'], y: Float64Array.of(NaN) }], layout: {} }`;
    expect(await answerOf(`return ${figure}`)).toEqual({
      kind: 'figures',
      figures: [{ data: [{ type: 'bar', x: ['a'], y: [null] }], layout: {} }],
    });
    expect(await answerOf(`return [${figure}, ${figure}]`)).toMatchObject({ kind: 'figures' });
  });

  it('keeps what was logged, the first lines, and says how many were cut', async () => {
    const end = await run('for (let i = 0; i < 600; i++) console.log("line", i, { i }); return 1');
    if (end.kind !== 'answer') throw new Error('no answer');
    expect(end.log.lines).toHaveLength(500);
    expect(end.log.lines[3]).toBe('line 3 { i: 3 }');
    expect(end.log.cut).toBe(100);
  });

  it('tells of progress', async () => {
    const seen: [number, string][] = [];
    const onProgress = (share: number, message: string): void => void seen.push([share, message]);
    await run('progress(0.5, "half"); progress(7)', { onProgress });
    expect(seen).toEqual([
      [0.5, 'half'],
      [1, ''],
    ]);
  });
});

describe('a failure', () => {
  it('names line and place of what was thrown, and keeps the log', async () => {
    const code = 'console.log("before");\nfunction f() {\n  return null.x;\n}\nf();';
    const failure = await failureOf(code);
    expect(failure.code).toBe('script_failed');
    expect(failure.message).toBe("TypeError: cannot read property 'x' of null (line 3)");
    expect(failure.details).toMatchObject({ line: 3, log: 'before' });
    expect(code.slice(failure.details.position as number)).toMatch(/^(null)?\.?x/);
  });

  it('names line and place of a syntax error, without running', async () => {
    const code = 'const a = 1;\nconst b = ;\n';
    const failure = await failureOf(code);
    expect(failure.message).toMatch(/^SyntaxError: .*\(line 2\)$/);
    expect(failure.details).toMatchObject({ line: 2 });
    expect(code.slice(failure.details.position as number)).toMatch(/^;/);
  });

  it('of an open bracket is at the end, of one too many is said', async () => {
    expect((await failureOf('if (true) {')).message).toMatch(/^SyntaxError.*\(line 1\)/);
    expect((await failureOf('}); ({')).message).toMatch(/^SyntaxError/);
  });

  it('is also what is thrown that is no error, and a promise that is refused', async () => {
    expect((await failureOf('throw "mine"')).message).toBe('Thrown: mine');
    expect((await failureOf('await Promise.reject(new RangeError("late"))')).message).toMatch(
      /^RangeError: late/,
    );
    expect((await failureOf('await new Promise(() => {})')).message).toMatch(/never comes/);
  });

  it('of an endless loop is the time limit', async () => {
    for (const loop of [
      'for (;;);',
      'await (async () => { for (;;) await null })()',
      '/(a+)+$/.test("a".repeat(40) + "b")',
    ]) {
      const failure = await failureOf(`const a = 1;\ntry { ${loop} } catch (e) { }`, {
        timeLimitSeconds: 0.3,
      });
      expect(failure.code).toBe('timed_out');
      expect(failure.message).toMatch(/stopped after 0.3 seconds, its time limit/);
    }
  });

  it.each([
    'new Float64Array(1e7).fill(1)',
    'new Array(1e8).fill(0)',
    'const m = new Map(); for (let i = 0; ; i++) m.set(i, [i])',
  ])('of a hog of memory is said: %s', async (code) => {
    const failure = await failureOf(code, { memoryBytes: 2 ** 26 });
    expect(failure.code).toBe('out_of_memory');
    expect(failure.message).toMatch(/more memory than the 67(\.\d)? MB that it may have/);
  });

  it('of endless recursion is said', async () => {
    const failure = await failureOf('const f = () => f() + 1;\nreturn f()');
    expect(failure.code).toBe('script_failed');
    expect(failure.message).toMatch(/stack|recursion/i);
  });
});

describe('ways out', () => {
  it.each(closedNames)('%s says that it is not there', async (name) => {
    const failure = await failureOf(`return ${name}`);
    expect(failure.message).toMatch(
      `ReferenceError: ${name} is not there: a script has no network`,
    );
  });

  it.each([
    'await import("https://example.org/")',
    'await import("/x.js")',
    'return new Function("return fetch")()("https://example.org")',
    'return (0, eval)("fetch")("https://example.org")',
    'return globalThis.constructor.constructor("return process")()',
    'return (async () => {}).constructor("return self")()',
    'for (const name of ["fetch", "Worker"]) delete globalThis[name]; return fetch("x")',
    'tables.people = 1',
  ])('%s fails', async (code) => {
    expect((await failureOf(code)).code).toBe('script_failed');
  });

  it('are not among what the interpreter knows by itself', async () => {
    const known = await valueOf(
      `return Object.getOwnPropertyNames(globalThis).filter((name) => !${JSON.stringify(closedNames)}.includes(name)).sort().join(' ')`,
    );
    const own = known.split(' ').filter((name) => !standard.includes(name));
    expect(own).toEqual(['InternalError', 'console', 'progress', 'random', 'tables']);
  });
});
