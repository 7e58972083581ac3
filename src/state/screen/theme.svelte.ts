export type ThemeChoice = 'system' | 'light' | 'dark';

const choices: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const storageKey = 'assay-theme';

/** Which theme the page wears: the system's, until the person chooses one. */
export class ThemeState {
  choice: ThemeChoice = $state('system');
  #systemIsDark = $state(false);
  readonly current: 'light' | 'dark' = $derived(
    this.choice === 'system' ? (this.#systemIsDark ? 'dark' : 'light') : this.choice,
  );

  constructor(
    system: MediaQueryList = matchMedia('(prefers-color-scheme: dark)'),
    private readonly storage: Storage | undefined = findStorage(),
  ) {
    this.#systemIsDark = system.matches;
    system.addEventListener('change', () => (this.#systemIsDark = system.matches));
    const stored = readStored(storage);
    if (stored) this.choice = stored;
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    try {
      this.storage?.setItem(storageKey, choice);
    } catch {
      // A full or closed storage: the choice holds until the page is left.
    }
  }

  /** The other of the two, whatever the system says. */
  flip(): void {
    this.choose(this.current === 'dark' ? 'light' : 'dark');
  }
}

/** Private windows and some settings refuse even to name the storage. */
function findStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

function readStored(storage: Storage | undefined): ThemeChoice | undefined {
  try {
    return choices.find((choice) => choice === storage?.getItem(storageKey));
  } catch {
    return undefined;
  }
}
