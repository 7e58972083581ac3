import type { Engine } from '../../engine/engine';
import { rehearsalKey } from '../../engine/rehearsal/rehearsal';
import type { OperatorRunner } from '../../operators/operator-runner';
import { getOperator } from '../../operators/operator-list';
import { fillParams } from '../../operators/params';

/** Lets the engine rehearse reading a file, and profiles what it read: no cell, no record, nothing in the ledger. */
export function rehearseProfile(engine: Engine, runner: OperatorRunner): Promise<void> {
  const operator = getOperator('profile.table');
  return engine.rehearse((table, signal) =>
    runner.run({
      operator,
      operatorId: operator.id,
      fingerprint: table.fingerprint,
      inputs: { table },
      params: fillParams(operator.params, {}),
      title: 'Rehearsal',
      priority: 'background',
      key: rehearsalKey,
      quiet: true,
      signal,
    }),
  );
}
