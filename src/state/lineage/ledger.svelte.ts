import {
  findFault,
  firstPrevious,
  nextLine,
  type LedgerEvent,
  type LedgerFault,
  type LedgerLine,
} from '../../notebook/ledger';

export type { LedgerKind, LedgerLine } from '../../notebook/ledger';
export { ledgerFile } from '../../notebook/ledger';

type Listener = (line: LedgerLine) => void;

/** Every read of a sensitive column and everything that was handed out, line after line. */
export class LedgerState {
  lines: readonly LedgerLine[] = $state.raw([]);
  /** The first line of a restored ledger that was tampered with. */
  fault: LedgerFault | undefined = $state.raw();
  /** What stands for the whole ledger; noted elsewhere, it shows lines that were cut off. */
  readonly head = $derived(this.lines.at(-1)?.hash ?? firstPrevious);
  readonly #listeners = new Set<Listener>();
  #last: Promise<unknown> = Promise.resolve();

  /** Writes a line behind all that were asked for before it. Resolves once it stands. */
  record(event: LedgerEvent, at = new Date()): Promise<LedgerLine> {
    const written = this.#last.then(() => this.#write(event, at));
    this.#last = written;
    return written;
  }

  /** Resolves once all lines that were asked for stand. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** Calls back with each new line until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Puts kept lines in place of these, and says in `fault` whether they are as they were written. */
  restore(lines: readonly LedgerLine[]): Promise<void> {
    const restored = this.#last.then(async () => {
      this.lines = [...lines];
      this.fault = await findFault(lines);
    });
    this.#last = restored;
    return restored;
  }

  /** Checks all lines anew. */
  async check(): Promise<LedgerFault | undefined> {
    await this.#last;
    this.fault = await findFault(this.lines);
    return this.fault;
  }

  async #write(event: LedgerEvent, at: Date): Promise<LedgerLine> {
    const line = await nextLine(this.lines, event, at);
    this.lines = [...this.lines, line];
    for (const listener of this.#listeners) listener(line);
    return line;
  }
}
