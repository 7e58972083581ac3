import type { Artifact } from '../../data/artifact';
import type { Priority } from '../../engine/jobs/scheduler';
import type { ArtifactStore } from '../../notebook/artifact-store';
import { computeFingerprint } from '../../notebook/fingerprint';
import { toArtifact } from '../../operators/contract';
import { getOperator } from '../../operators/operator-list';
import type { RunRequest } from '../../operators/operator-runner';
import { checkParams, fillParams } from '../../operators/params';
import { fingerprintsOf, gatherInputs, knownTables, type InputArtifacts } from './gather-inputs';

/** What runs operators: in the page the workers, in a test the engine of Node. */
export interface CellRunner {
  run(request: RunRequest): Promise<object>;
}

export interface PreviewOptions {
  /** A newer preview with the same key cancels this one. */
  key?: string;
  priority?: Priority;
  /** Whether it stays out of the task tray, as it does unless said otherwise. */
  quiet?: boolean;
  signal?: AbortSignal;
  /** Whether it is kept with the project, so that it need not be run again when that is opened. */
  isKept?: boolean;
}

/** Where previews run, and where what they come to is at hand. */
export interface PreviewPlace {
  runner: CellRunner;
  store: ArtifactStore;
  /** Keeps an artifact that belongs to those with these fingerprints. */
  keep(artifact: Artifact, shownBeside: string[]): void;
}

/** Runs an operator beside the notebook, for a view; cached like a cell's run. */
export async function runPreview<R extends object>(
  { runner, store, keep }: PreviewPlace,
  operatorId: string,
  artifacts: InputArtifacts,
  params: Record<string, unknown>,
  { key, priority = 'background', quiet = true, signal, isKept = false }: PreviewOptions,
): Promise<R> {
  const operator = getOperator(operatorId);
  const shownBeside = Object.values(artifacts)
    .flat()
    .map((artifact) => artifact.fingerprint);
  const fingerprint = await computeFingerprint(
    operator.id,
    operator.version,
    fillParams(operator.params, params),
    fingerprintsOf(artifacts),
  );
  const known = isKept ? await store.find(fingerprint) : store.get(fingerprint);
  if (known) return known.result as R;
  const result = await runner.run({
    operator,
    operatorId,
    fingerprint,
    inputs: gatherInputs(operator, artifacts),
    params: checkParams(operator.params, params, knownTables(artifacts)),
    title: operator.title,
    quiet,
    priority,
    key,
    signal,
  });
  const artifact = toArtifact(operator, fingerprint, result);
  if (isKept) keep(artifact, shownBeside);
  else store.put(artifact);
  return result as R;
}
