import { AppError } from './app-error';

export type JsonObject = Record<string, unknown>;

const mostDepth = 100;

/**
 * JSON from a stranger: no deeper than 100 levels, without the key `__proto__`, which no file of ours holds.
 * @throws AppError `bad_document`
 */
export function parseGuardedJson(text: string, what: string): unknown {
  const value = parse(text, what);
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostDepth) throw notOurs(what, `it is nested more than ${mostDepth} levels deep`);
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      if (Object.hasOwn(each, '__proto__')) throw notOurs(what, 'it has a key named __proto__');
      for (const child of Object.values(each))
        if (typeof child === 'object' && child !== null) next.push(child);
    }
    level = next;
  }
  return value;
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notOurs(what, 'it is no JSON', cause);
  }
}

/** That a part of a file is not what Assay writes. */
export function notOurs(what: string, reason: string, cause?: unknown): AppError {
  return new AppError(
    'bad_document',
    `This is not a project that can be opened: ${what}: ${reason}.`,
    {},
    { cause },
  );
}
