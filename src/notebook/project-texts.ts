import { writeDocument } from './write-document';
import { JournalReader } from './journal-reader';
import { canonicalJson } from './fingerprint';
import { currentDocument } from './history';
import type { NotebookDocument } from './document';
import { notOurs, parseGuardedJson } from '../data/guarded-json';
import { JsonShape } from '../data/json-shape';
import { readDocument } from './read-document';
import { statePaths, type StatePath } from './project-manifest';
import type { ProjectSnapshot } from './project-state';
import { readArtifact, readFile, readRecord } from './read-kept';
import { readLedgerLine } from './read-ledger-line';
import { readStep } from './read-step';

/** The state of a project as the texts of a project file. */
export type ProjectTexts = Record<StatePath, string>;

export function writeProjectTexts(
  document: NotebookDocument,
  { steps, position, records, artifacts, files, ledger }: ProjectSnapshot,
): ProjectTexts {
  return {
    'notebook.json': writeDocument(document),
    'history.json': write({ position, steps }),
    'runs.json': write({ records }),
    'results.json': write({ artifacts, files }),
    'ledger.json': write({ lines: ledger }),
  };
}

/**
 * The state that the texts of a project file hold; all of it fits together, and the notebook that stands in the file
 * for people to read is the one that its history leads to.
 * @throws AppError `bad_document` with the place that is not as it should be
 */
export function readProjectTexts(texts: ProjectTexts): ProjectSnapshot {
  const shapes = new Map(
    statePaths.map((path) => [path, new JsonShape(parseGuardedJson(texts[path], path), path)]),
  );
  const at = (path: StatePath, key: string): JsonShape => shapes.get(path)!.at(key);
  const snapshot: ProjectSnapshot = {
    steps: at('history.json', 'steps').list().map(readStep),
    position: at('history.json', 'position').text(),
    records: at('runs.json', 'records').list().map(readRecord),
    artifacts: at('results.json', 'artifacts').list().map(readArtifact),
    files: at('results.json', 'files').list().map(readFile),
    ledger: at('ledger.json', 'lines').list().map(readLedgerLine),
  };
  checkTogether(snapshot, readDocument(texts['notebook.json']));
  return snapshot;
}

function checkTogether(snapshot: ProjectSnapshot, notebook: NotebookDocument): void {
  checkSteps(snapshot);
  checkOnce(snapshot.artifacts, 'fingerprint');
  checkOnce(snapshot.files, 'sha256');
  const reader = new JournalReader(snapshot);
  const [problem] = reader.problems;
  if (problem !== undefined) throw notOurs('history.json', problem);
  const shown = currentDocument(reader.state.history);
  if (canonicalJson(shown) !== canonicalJson(notebook))
    throw notOurs('notebook.json', 'it is not the one that history.json leads to');
}

/** Steps are numbered upwards, each after one that came before it. */
function checkSteps({ steps }: ProjectSnapshot): void {
  if (steps.length === 0) throw notOurs('history.json', 'it has no steps');
  const known = new Set<string>();
  let last = 0;
  for (const [index, { id, parent }] of steps.entries()) {
    const number = Number(id.slice(1));
    if (number <= last) throw notOurs('history.json', `step ${id} stands after s${last}`);
    if (index === 0 ? parent !== undefined : parent === undefined || !known.has(parent))
      throw notOurs('history.json', `step ${id} follows none that came before it`);
    known.add(id);
    last = number;
  }
}

function checkOnce<T>(items: readonly T[], key: keyof T): void {
  if (new Set(items.map((item) => item[key])).size !== items.length)
    throw notOurs('results.json', 'it names something twice');
}

function write(value: object): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
