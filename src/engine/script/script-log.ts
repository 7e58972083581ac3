/** What a script wrote with `console.log`, as far as it is kept. */
export interface ScriptLog {
  lines: string[];
  /** Lines written after these and not kept. */
  cut: number;
}

const mostLines = 500;
const mostCharacters = 100_000;

/** Keeps the first lines and counts the rest. */
export class LogKeeper {
  readonly #lines: string[] = [];
  #characters = 0;
  #cut = 0;

  add(line: string): void {
    const isFull =
      this.#lines.length >= mostLines || this.#characters + line.length > mostCharacters;
    if (isFull) this.#cut += 1;
    else {
      this.#lines.push(line);
      this.#characters += line.length;
    }
  }

  get log(): ScriptLog {
    return { lines: [...this.#lines], cut: this.#cut };
  }
}
