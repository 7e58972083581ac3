import { isCancelled, toAppError, type AppError } from '../../data/app-error';
import {
  checkFile,
  checksumText,
  fetchFileList,
  type FileCheck,
  type ServedFile,
} from '../../engine/assets/served-files';

export type { FileCheck, ServedFile };

export type FileCheckStatus = 'new' | 'listing' | 'listed' | 'checking' | 'checked' | 'failed';

/** The files that this page is made of, and whether those that are served have the hashes of the list. */
export class ServedFilesState {
  files: readonly ServedFile[] = $state.raw([]);
  checks: ReadonlyMap<string, FileCheck> = $state.raw(new Map());
  status: FileCheckStatus = $state('new');
  error: AppError | undefined = $state.raw();
  readonly sizeBytes = $derived(this.files.reduce((sum, file) => sum + file.sizeBytes, 0));
  readonly wrong = $derived(this.files.filter(({ path }) => isWrong(this.checks.get(path))));
  #checking: AbortController | undefined;

  /** Fetches the list, once. */
  async list(): Promise<void> {
    if (this.status !== 'new' && this.status !== 'failed') return;
    this.status = 'listing';
    await this.#attempt(async () => {
      this.files = await fetchFileList();
      this.status = 'listed';
    });
  }

  /** Fetches and hashes every file, one after another. */
  async check(): Promise<void> {
    if (this.status === 'checking') return;
    const { signal } = (this.#checking = new AbortController());
    this.checks = new Map();
    this.status = 'checking';
    await this.#attempt(async () => {
      for (const file of this.files) {
        const result = await checkFile(file, signal);
        this.checks = new Map([...this.checks, [file.path, result]]);
      }
      this.status = 'checked';
    });
  }

  cancel(): void {
    this.#checking?.abort();
  }

  /** For `sha256sum -c`. */
  get checksums(): string {
    return checksumText(this.files);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.error = undefined;
    try {
      await work();
    } catch (thrown) {
      const error = toAppError(thrown);
      this.status = isCancelled(error) ? 'listed' : 'failed';
      if (!isCancelled(error)) this.error = error;
    }
  }
}

function isWrong(check: FileCheck | undefined): boolean {
  return check !== undefined && check !== 'same';
}
