import { execFileSync } from 'node:child_process';

/** A Python with scikit-learn. */
export interface Python {
  version: string;
  /** Runs a script on one thread and answers the JSON that it prints. */
  run<T>(script: string, args: string[]): T;
}

/** The Python named by `PYTHON`, or python3, where it has scikit-learn; `undefined` where not. */
export function findPython(): Python | undefined {
  const path = process.env['PYTHON'] ?? 'python3';
  try {
    const version = call(path, 'import sklearn; print(sklearn.__version__)', []);
    return {
      version: `scikit-learn ${version.trim()}`,
      run: (script, args) => JSON.parse(call(path, script, args)),
    };
  } catch {
    console.log(`no scikit-learn in ${path}: set PYTHON to compare with it`);
    return undefined;
  }
}

const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

function call(path: string, script: string, args: string[]): string {
  return execFileSync(path, ['-c', script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...oneThread },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
  });
}
