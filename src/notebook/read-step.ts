import type { JsonShape } from '../data/json-shape';
import { withoutAbsent } from '../data/json-shape';
import type { DocumentChange } from './document-change';
import type { KeptStep } from './project-state';
import { readCell } from './read-document';

const stepId = /^s[1-9]\d{0,8}$/;

/** @throws AppError `bad_document` */
export function readStep(shape: JsonShape): KeptStep {
  return withoutAbsent({
    id: shape.at('id').text(stepId),
    parent: shape.at('parent').optional((parent) => parent.text(stepId)),
    label: shape.at('label').text(),
    at: shape.at('at').text(),
    change: readChange(shape.at('change')),
  });
}

function readChange(shape: JsonShape): DocumentChange {
  const order = shape.at('order').optional((list) => list.list().map((id) => id.text()));
  const cells = shape
    .at('cells')
    .optional((list) => list.list().map((cell) => readCell(cell.object(), cell.place)));
  if (hasTwice(order) || hasTwice(cells?.map(({ id }) => id)))
    throw shape.not('a change that names each cell once');
  return withoutAbsent({
    title: shape.at('title').optional((title) => title.text()),
    cells,
    order,
  });
}

function hasTwice(ids: readonly string[] = []): boolean {
  return new Set(ids).size !== ids.length;
}
