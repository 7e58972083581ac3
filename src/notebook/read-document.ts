import { AppError } from '../data/app-error';
import type { Cell, NotebookDocument } from './document';
import { readDefinitions } from './read-definitions';
import { joinLines } from './write-document';

/**
 * The document that a file holds. Unknown parts of it are left out; operators are not looked up here.
 * @throws AppError `bad_document` with the place where it is not what it should be.
 */
export function readDocument(text: string): NotebookDocument {
  const value = parseJson(text);
  const { format, title, cells } = asObject(value, 'the file');
  if (format !== 1) throw bad(`format ${JSON.stringify(format)}; this page knows format 1`);
  if (!Array.isArray(cells)) throw bad('cells are not a list');
  const read = cells.map((cell, index) => readCell(cell, `cell ${index + 1}`));
  const ids = read.map((cell) => cell.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw bad(`two cells have the id ${JSON.stringify(twice)}`);
  return { format: 1, title: typeof title === 'string' ? title : 'Untitled', cells: read };
}

/** @throws AppError `bad_document` */
export function readCell(value: unknown, place: string): Cell {
  const { id, operator, inputs, params, name, note, collapsed, ...rest } = asObject(value, place);
  const definitions = readDefinitions(rest.definitions);
  return {
    id: asText(id, `the id of ${place}`),
    operator: asText(operator, `the operator of ${place}`),
    name: asText(name, `the name of ${place}`),
    inputs: readInputs(inputs ?? {}, place),
    params: asObject(params ?? {}, `the params of ${place}`),
    ...(typeof note === 'string' ? { note } : {}),
    ...(definitions ? { definitions } : {}),
    ...(collapsed === true ? { collapsed } : {}),
  };
}

function readInputs(value: unknown, place: string): Cell['inputs'] {
  const entries = Object.entries(asObject(value, `the inputs of ${place}`));
  return Object.fromEntries(
    entries.map(([name, ids]) => [
      name,
      Array.isArray(ids)
        ? ids.map((id) => asText(id, `an input of ${place}`))
        : asText(ids, `an input of ${place}`),
    ]),
  );
}

function parseJson(text: string): unknown {
  try {
    return joinLines(JSON.parse(text));
  } catch (thrown) {
    throw new AppError(
      'bad_document',
      'This is not a notebook: it is no JSON. Choose another file.',
      {},
      { cause: thrown },
    );
  }
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(`${what} is not an object`);
  return value as Record<string, unknown>;
}

function asText(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw bad(`${what} is not a text`);
  return value;
}

function bad(reason: string): AppError {
  return new AppError('bad_document', `This is not a notebook that can be opened: ${reason}.`);
}
