import type { Priority } from '../engine/jobs/scheduler';
import type { ArtifactStore } from '../notebook/artifact-store';
import { computeFingerprint } from '../notebook/fingerprint';
import { toArtifact } from '../operators/contract';
import { getOperator } from '../operators/operator-list';
import type { RunRequest } from '../operators/operator-runner';
import { checkParams, fillParams } from '../operators/params';
import { fingerprintsOf, gatherInputs, knownTables, type InputArtifacts } from './gather-inputs';

/** What runs operators: in the page the workers, in a test the engine of Node. */
export interface CellRunner {
  run(request: RunRequest): Promise<object>;
}

export interface PreviewOptions {
  /** A newer preview with the same key cancels this one. */
  key?: string;
  priority?: Priority;
  signal?: AbortSignal;
}

/** Runs an operator beside the notebook, for a view; cached like a cell's run. */
export async function runPreview<R extends object>(
  { runner, store }: { runner: CellRunner; store: ArtifactStore },
  operatorId: string,
  artifacts: InputArtifacts,
  params: Record<string, unknown>,
  { key, priority = 'background', signal }: PreviewOptions,
): Promise<R> {
  const operator = getOperator(operatorId);
  const fingerprint = await computeFingerprint(
    operator.id,
    operator.version,
    fillParams(operator.params, params),
    fingerprintsOf(artifacts),
  );
  const known = store.get(fingerprint);
  if (known) return known.result as R;
  const result = await runner.run({
    operator,
    operatorId,
    fingerprint,
    inputs: gatherInputs(operator, artifacts),
    params: checkParams(operator.params, params, knownTables(artifacts)),
    title: operator.title,
    quiet: true,
    priority,
    key,
    signal,
  });
  store.put(toArtifact(operator, fingerprint, result));
  return result as R;
}
