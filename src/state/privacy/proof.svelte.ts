import type { Engine } from '../../engine/engine';
import type { CellRunner } from '../runs/previews';
import { LeakTestState } from './leak-test.svelte';
import { ServedFilesState } from './served-files.svelte';

/** The parts of the proof that nothing leaves. */
export const proofParts = ['test', 'requests', 'files', 'ledger'] as const;

export type ProofPart = (typeof proofParts)[number];

/** What a sceptic is shown: the leak test, the requests, the files, the ledger. */
export class ProofState {
  part: ProofPart = $state('test');
  readonly leakTest: LeakTestState;
  readonly files = new ServedFilesState();

  constructor(engine: Pick<Engine, 'query'>, runner: CellRunner) {
    this.leakTest = new LeakTestState(engine, runner);
  }
}
