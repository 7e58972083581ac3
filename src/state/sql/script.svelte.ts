import type { Workbench } from '../workbench.svelte';
import { WrittenText } from './written-text.svelte';

/** The script of a cell while it is written, and trust in it. What is wrong with it before a run are its names. */
export class ScriptState extends WrittenText {
  constructor(workbench: Workbench, cellId: string) {
    super(workbench, cellId, 'code');
  }

  /** Whether a person has written this text here, or agreed to it. */
  get isTrusted(): boolean {
    return this.isChanged || this.workbench.runs.trust.has(this.text);
  }

  override type(text: string): void {
    super.type(text);
    this.error = undefined;
  }

  /** Agrees to a script of somebody else, and runs it. */
  async trust(): Promise<void> {
    this.workbench.runs.trust.allow(this.text);
    await this.run();
  }

  /** What was typed here is trusted. */
  protected override onBound(text: string, isTyped: boolean): void {
    if (isTyped) this.workbench.runs.trust.allow(text);
  }
}
