import { notOurs, type JsonObject } from './guarded-json';

/** Reads plain JSON of a given shape; what is not of it is named by its place in the file. */
export class JsonShape {
  constructor(
    private readonly value: unknown,
    readonly place: string,
  ) {}

  object(): JsonObject {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value))
      throw this.not('an object');
    return this.value as JsonObject;
  }

  at(key: string): JsonShape {
    const object = this.object();
    return new JsonShape(
      Object.hasOwn(object, key) ? object[key] : undefined,
      `${this.place}.${key}`,
    );
  }

  list(): JsonShape[] {
    if (!Array.isArray(this.value)) throw this.not('a list');
    return this.value.map((item, index) => new JsonShape(item, `${this.place}[${index}]`));
  }

  text(pattern?: RegExp): string {
    if (typeof this.value !== 'string') throw this.not('a text');
    if (pattern && !pattern.test(this.value)) throw this.not('written as it should be');
    return this.value;
  }

  /** A finite number. */
  number(): number {
    if (typeof this.value !== 'number' || !Number.isFinite(this.value)) throw this.not('a number');
    return this.value;
  }

  /** A finite number, not below 0. */
  amount(): number {
    const value = this.number();
    if (value < 0) throw this.not('a number from 0 on');
    return value;
  }

  count(): number {
    if (!Number.isSafeInteger(this.amount())) throw this.not('a whole number');
    return this.value as number;
  }

  is(): boolean {
    if (typeof this.value !== 'boolean') throw this.not('true or false');
    return this.value;
  }

  oneOf<T extends string>(known: readonly T[]): T {
    const text = this.text();
    if (!known.includes(text as T)) throw this.not(`one of ${known.join(', ')}`);
    return text as T;
  }

  /** What `read` makes of it; nothing where it is absent. */
  optional<T>(read: (shape: JsonShape) => T): T | undefined {
    return this.value === undefined ? undefined : read(this);
  }

  not(what: string): Error {
    return notOurs(this.place, `it is not ${what}`);
  }
}

/** An object without the keys that have no value. */
export function withoutAbsent<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
