import { AppError } from '../../data/app-error';
import type { Artifact, ArtifactKind } from '../../data/artifact';
import type { TableInfo } from '../../data/table';
import type { InputSpec, Operator } from '../../operators/contract';
import type { KnownTables } from '../../operators/params';

/** The artifacts that a cell reads, by input name. */
export type InputArtifacts = Record<string, Artifact | Artifact[]>;

/** What cells have made, by input name. @throws AppError `missing_input` where one has made nothing */
export function madeBy(
  cells: Record<string, string | string[]>,
  artifactOf: (id: string) => Artifact | undefined,
): InputArtifacts {
  const made = (id: string): Artifact => {
    const artifact = artifactOf(id);
    if (!artifact) throw new AppError('missing_input', `cell ${id} has not run yet`, { cell: id });
    return artifact;
  };
  return Object.fromEntries(
    Object.entries(cells).map(([name, ids]) => [
      name,
      Array.isArray(ids) ? ids.map(made) : made(ids),
    ]),
  );
}

/**
 * The values that `run` gets. Every declared input is there or said to be missing.
 * @throws AppError `missing_input`
 */
export function gatherInputs(
  operator: Operator,
  artifacts: InputArtifacts,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(operator.inputs).map(([name, spec]) => [
      name,
      inputValue(spec, artifacts[name]),
    ]),
  );
}

/** The tables among the inputs, for the check of column params. */
export function knownTables(artifacts: InputArtifacts): KnownTables {
  const tables: KnownTables = {};
  for (const [name, artifact] of Object.entries(artifacts)) {
    const first = Array.isArray(artifact) ? artifact[0] : artifact;
    if (first?.kind === 'table') tables[name] = first.value as TableInfo;
  }
  return tables;
}

/** Fingerprints of the inputs, by input name. */
export function fingerprintsOf(artifacts: InputArtifacts): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(artifacts).map(([name, given]) => [
      name,
      Array.isArray(given) ? given.map((artifact) => artifact.fingerprint) : given.fingerprint,
    ]),
  );
}

/** Rows of all tables among the inputs. */
export function countRows(artifacts: InputArtifacts): number {
  const tables = Object.values(artifacts)
    .flat()
    .filter((artifact) => artifact.kind === 'table');
  return tables.reduce((rows, { value }) => rows + (value as TableInfo).rowCount, 0);
}

function inputValue(spec: InputSpec, given: Artifact | Artifact[] | undefined): unknown {
  const artifacts = given === undefined ? [] : Array.isArray(given) ? given : [given];
  for (const artifact of artifacts) checkKind(spec, artifact.kind);
  const values = artifacts.map((artifact) => artifact.value);
  const needed = spec.arity === 'one' || spec.arity === 'many';
  if (needed && values.length === 0) {
    throw new AppError(
      'missing_input',
      `This cell needs ${article(spec.kind)}: add or choose one above it.`,
      {
        input: spec.label,
      },
    );
  }
  return spec.arity === 'one' || spec.arity === 'optional' ? values[0] : values;
}

function checkKind(spec: InputSpec, kind: ArtifactKind): void {
  if (kind === spec.kind) return;
  throw new AppError(
    'missing_input',
    `${spec.label} takes ${article(spec.kind)}, not ${article(kind)}.`,
    {
      input: spec.label,
    },
  );
}

const articles: Record<ArtifactKind, string> = {
  table: 'a table',
  features: 'a feature set',
  split: 'a split',
  model: 'a model',
  evaluation: 'an evaluation',
  report: 'a report',
};

function article(kind: ArtifactKind): string {
  return articles[kind];
}
