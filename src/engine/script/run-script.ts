import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { AppError } from '../../data/app-error';
import type { ScriptColumn } from '../../data/script/script-table';
import { createRandom } from '../../math/random';
import { makeInspect } from './guest-inspect';
import { makePack } from './guest-pack';
import { closedNames, furnishRealm } from './guest-realm';
import { makeTables, type GuestTable } from './guest-tables';
import { readAnswer, type ScriptAnswer } from './read-answer';
import {
  outOfTime,
  scriptFailure,
  scriptFile,
  scriptFunction,
  type Thrown,
} from './script-failure';
import { LogKeeper, type ScriptLog } from './script-log';

/** A script to be run, and what it may look at. */
export interface ScriptOrder {
  code: string;
  tables: readonly GuestTable[];
  /** The values of a column, by places; nothing where it has not been brought. */
  columnAt: (table: number, column: number) => ScriptColumn | undefined;
  seed: number;
  timeLimitSeconds: number;
  /** All that it may hold, values brought to it included; 1 GiB where not given. */
  memoryBytes?: number;
  /** A table, or whatever it returns. */
  wanted: 'table' | 'any';
  onProgress: (share: number, message: string) => void;
}

/** How a script ended: with an answer, or for want of columns of these tables, which it has to be run again with. */
export type ScriptEnd =
  { kind: 'answer'; answer: ScriptAnswer; log: ScriptLog } | { kind: 'needs'; tables: number[] };

const mostMemoryBytes = 2 ** 30;
/** The browser's own stack is what the interpreter's lies on. */
const stackBytes = 192 * 1024;

/**
 * Runs a script in an interpreter of its own, which knows no browser: it can reach nothing but what is given here, and
 * its time and memory are bounded. It blocks its thread until then; what the interpreter cannot interrupt, a long sort
 * say, has to be ended from outside.
 * @throws AppError `script_failed`, `timed_out`, `out_of_memory`, with `details.line`, `position` and `log`.
 */
export function runScript(quickjs: QuickJSWASMModule, order: ScriptOrder): ScriptEnd {
  return new ScriptRun(quickjs, order).run();
}

class ScriptRun {
  readonly #runtime: QuickJSRuntime;
  readonly #vm: QuickJSContext;
  readonly #log = new LogKeeper();
  readonly #needs = new Set<number>();
  readonly #end: number;
  readonly #memoryBytes: number;
  #isOutOfTime = false;

  constructor(
    private readonly quickjs: QuickJSWASMModule,
    private readonly order: ScriptOrder,
  ) {
    this.#memoryBytes = order.memoryBytes ?? mostMemoryBytes;
    this.#runtime = quickjs.newRuntime();
    this.#runtime.setMemoryLimit(this.#memoryBytes);
    this.#runtime.setMaxStackSize(stackBytes);
    this.#end = Date.now() + order.timeLimitSeconds * 1000;
    this.#runtime.setInterruptHandler(() => {
      if (Date.now() > this.#end) this.#isOutOfTime = true;
      return this.#isOutOfTime;
    });
    this.#vm = this.#runtime.newContext();
  }

  run(): ScriptEnd {
    try {
      const pack = this.#furnish();
      const value = this.#call(this.#compile());
      if (this.#needs.size > 0) return this.#needed();
      const answer = this.#pack(pack, value);
      if (this.#needs.size > 0) return this.#needed();
      return { kind: 'answer', answer, log: this.#log.log };
    } catch (thrown) {
      if (this.#needs.size > 0 && thrown instanceof AppError && thrown.code === 'script_failed')
        return this.#needed();
      throw thrown instanceof AppError ? thrown : this.#crashed(thrown);
    }
  }

  #needed(): ScriptEnd {
    return { kind: 'needs', tables: [...this.#needs] };
  }

  /** Puts `tables` and the rest in place; answers the function that packs results. */
  #furnish(): QuickJSHandle {
    const vm = this.#vm;
    const start = this.#unwrap(vm.evalCode(guestText, 'assay.js'));
    const random = createRandom(this.order.seed, 'script');
    const state = [0, 1, 2].map(() => vm.newNumber((random.next() * 2 ** 32) | 0));
    const given = [this.order.tables, closedNames].map((value) =>
      vm.newString(JSON.stringify(value)),
    );
    const functions = [
      vm.newFunction('load', (table, column) =>
        this.#load(vm.getNumber(table), vm.getNumber(column)),
      ),
      vm.newFunction('write', (json) => this.#log.add(JSON.parse(vm.getString(json)) as string)),
      vm.newFunction('progress', (share, json) =>
        this.#progress(vm.getNumber(share), vm.getString(json)),
      ),
    ];
    return this.#unwrap(vm.callFunction(start, vm.undefined, ...functions, ...given, ...state));
  }

  #compile(): QuickJSHandle {
    const { code } = this.order;
    const script = this.#unwrap(this.#vm.evalCode(scriptFunction(code), scriptFile));
    if (this.#vm.typeof(script) === 'function') return script;
    throw this.#said('SyntaxError', 'a bracket is closed that was never opened');
  }

  /** Calls the script and works off what waits, until it has returned. */
  #call(script: QuickJSHandle): QuickJSHandle {
    const vm = this.#vm;
    const promise = this.#unwrap(vm.callFunction(script, vm.undefined));
    while (this.#runtime.hasPendingJob() && !this.#isOver()) {
      const done = this.#runtime.executePendingJobs(1);
      if (done.error) throw this.#failure(done.error);
    }
    const state = vm.getPromiseState(promise);
    if (state.type === 'rejected') throw this.#failure(state.error);
    if (this.#isOver()) throw this.#outOfTime();
    if (state.type === 'fulfilled') return state.value;
    const message = 'it waits for something that never comes: there are no timers and no network';
    throw this.#said('Error', message);
  }

  /** Patterns that are stopped throw what a script may catch, and short jobs are never interrupted. */
  #isOver(): boolean {
    if (Date.now() > this.#end) this.#isOutOfTime = true;
    return this.#isOutOfTime;
  }

  #outOfTime(): AppError {
    return outOfTime(this.order.timeLimitSeconds, this.#log.log);
  }

  #pack(pack: QuickJSHandle, value: QuickJSHandle): ScriptAnswer {
    const vm = this.#vm;
    const wanted = vm.newString(this.order.wanted);
    const packed = this.#unwrap(vm.callFunction(pack, vm.undefined, value, wanted));
    const json = vm.getString(vm.getProp(packed, 'json'));
    const list = vm.getProp(packed, 'buffers');
    const count = vm.getNumber(vm.getProp(list, 'length'));
    const buffers = Array.from({ length: count }, (_, index) => {
      const bytes = vm.getArrayBuffer(vm.getProp(list, index));
      return bytes.value.slice().buffer;
    });
    return readAnswer(json, buffers);
  }

  #load(table: number, column: number): QuickJSHandle {
    const vm = this.#vm;
    const values = this.order.columnAt(table, column);
    if (!values) {
      this.#needs.add(table);
      return vm.undefined;
    }
    const given = vm.newObject();
    const set = (name: string, handle: QuickJSHandle): void => vm.setProp(given, name, handle);
    const isList = Array.isArray(values.values);
    set('form', vm.newString(values.form));
    set('array', vm.newString(isList ? 'texts' : values.values.constructor.name));
    set(
      'values',
      isList
        ? vm.newString(JSON.stringify(values.values))
        : this.#bytes(values.values as Float64Array),
    );
    set('missing', values.missing ? this.#bytes(values.missing) : vm.undefined);
    return given;
  }

  #bytes(view: ArrayBufferView): QuickJSHandle {
    const { buffer, byteOffset, byteLength } = view;
    const isWhole = byteOffset === 0 && byteLength === buffer.byteLength;
    return this.#vm.newArrayBuffer(
      isWhole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength),
    );
  }

  #progress(share: number, json: string): void {
    const known = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
    this.order.onProgress(known, (JSON.parse(json) as string).slice(0, 200));
  }

  #unwrap(
    result: { value: QuickJSHandle; error?: undefined } | { error: QuickJSHandle },
  ): QuickJSHandle {
    if (result.error) throw this.#failure(result.error);
    return result.value;
  }

  #failure(error: QuickJSHandle): AppError {
    const isFull = this.#isFull();
    // What says what went wrong needs some memory too.
    this.#runtime.setMemoryLimit(-1);
    if (this.#isOutOfTime) return this.#outOfTime();
    const thrown = this.#readThrown(error);
    // Where not even an error could be made, nothing was thrown.
    if (isFull && thrown.message === 'null') return this.#said('InternalError', 'out of memory');
    return scriptFailure(thrown, this.order.code, this.#log.log, this.#memoryBytes);
  }

  /** Its memory never shrinks, and so tells of what was let go since. */
  #isFull(): boolean {
    return this.quickjs.getWasmMemory().buffer.byteLength > 0.8 * this.#memoryBytes;
  }

  #said(name: string, message: string): AppError {
    const thrown = { name, message, stack: '' };
    return scriptFailure(thrown, this.order.code, this.#log.log, this.#memoryBytes);
  }

  #readThrown(error: QuickJSHandle): Thrown {
    const dumped = this.#vm.dump(error) as Partial<Thrown> | string | undefined | null;
    if (typeof dumped !== 'object' || dumped === null)
      return { name: 'Thrown', message: String(dumped), stack: '' };
    const { name = 'Error', message = JSON.stringify(dumped), stack = '' } = dumped;
    return { name: String(name), message: String(message), stack: String(stack) };
  }

  /** The interpreter itself gave up: by too deep a recursion on our stack, or for want of memory. */
  #crashed(thrown: unknown): AppError {
    const isDeep = thrown instanceof RangeError || /call stack/i.test(String(thrown));
    const message = isDeep ? 'too much recursion' : 'out of memory';
    return this.#said('InternalError', message);
  }
}

const guestText = `(function (load, write, progress, infos, closed, a, b, c) {
  'use strict';
  const inspect = (${makeInspect})();
  const { tables, isColumn, columnsOf } = (${makeTables})(JSON.parse(infos), load);
  (${furnishRealm})(tables, [a, b, c], { write, progress }, inspect, JSON.parse(closed));
  return (${makePack})(isColumn, columnsOf, inspect);
})`;
