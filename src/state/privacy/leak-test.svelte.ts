import { AppError, isCancelled, toAppError } from '../../data/app-error';
import { countWords } from '../../data/format';
import type { Engine } from '../../engine/engine';
import { namedWays } from '../../engine/walls/leak-test/named-ways';
import type { LeakOutcome, Verdict } from '../../engine/walls/leak-test/outcome';
import { leakWays, type LeakWay } from '../../engine/walls/leak-test/ways-out';
import type { PrivacyLevel } from '../../engine/walls/level';
import { getOperator } from '../../operators/operator-list';
import { checkParams } from '../../operators/params';
import type { CellRunner } from '../runs/previews';

export type { LeakOutcome, LeakWay, Verdict };
export { namedWays };

export type LeakTestStatus = 'new' | 'running' | 'done' | 'cancelled' | 'failed';

const verdictWords: Record<Verdict, string> = {
  blocked: 'Blocked by a rule',
  closed: 'Closed by the page',
  missing: 'Taken away or not there',
  refused: 'Refused by the browser',
  open: 'Not stopped',
};

/** What became of a way, in a few words. */
export function verdictOf({ realm }: LeakWay, { verdict }: LeakOutcome): string {
  if (verdict !== 'closed') return verdictWords[verdict];
  if (realm === 'engine') return 'Refused by the engine';
  return realm === 'user code' ? 'Unknown to scripts' : verdictWords.closed;
}

/** The leak test, as it runs in front of the user. */
export class LeakTestState {
  readonly ways: readonly LeakWay[] = leakWays;
  outcomes: ReadonlyMap<string, LeakOutcome> = $state.raw(new Map());
  status: LeakTestStatus = $state('new');
  error: AppError | undefined = $state.raw();
  /** When it was last begun. */
  startedAt: Date | undefined = $state.raw();
  readonly share = $derived(this.outcomes.size / this.ways.length);
  readonly counts = $derived(countVerdicts(this.outcomes));
  #running: AbortController | undefined;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly runner: CellRunner,
  ) {}

  /** Tries all ways anew; how it went stands in `status`. */
  async run(level: PrivacyLevel | undefined): Promise<void> {
    if (this.status === 'running') return;
    const running = new AbortController();
    this.#running = running;
    this.outcomes = new Map();
    this.startedAt = new Date();
    [this.status, this.error] = ['running', undefined];
    try {
      const { runLeakTest } = await import('../../engine/walls/leak-test/run-leak-test');
      const walls = { allowList: level?.id === 'sealed', policy: level?.id !== 'open' };
      const query = (sql: string, signal: AbortSignal): Promise<unknown> =>
        this.engine.query(sql, signal);
      const note = (way: LeakWay, outcome: LeakOutcome): void => {
        this.outcomes = new Map([...this.outcomes, [way.key, outcome]]);
      };
      const runScript = (code: string, signal: AbortSignal): Promise<string> =>
        runLeakScript(this.runner, code, signal);
      await runLeakTest({ walls, query, runScript }, note, running.signal);
      this.status = running.signal.aborted ? 'cancelled' : 'done';
    } catch (thrown) {
      this.error = toAppError(thrown);
      this.status = isCancelled(this.error) ? 'cancelled' : 'failed';
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  /** What came of it, in one sentence. */
  get words(): string {
    const { blocked, closed, missing, refused, open } = this.counts;
    const parts = [
      `${blocked} blocked by rules of this page`,
      `${closed} closed by the page or its engine`,
      `${missing} taken away or not there`,
      `${refused} refused by the browser itself`,
      open === 0 ? 'none left open' : `${open} not stopped`,
    ];
    return `${countWords(this.outcomes.size, 'way')} tried: ${parts.join(', ')}.`;
  }

  /** The whole result as text: what was tried, where, and what became of it. */
  report(level: PrivacyLevel | undefined, address: string, browser: string): string {
    const lines = this.ways.map((way) => {
      const outcome = this.outcomes.get(way.key);
      const words = outcome ? `${verdictOf(way, outcome)}: ${outcome.words}` : 'not tried';
      return [way.realm, way.id, way.title, words].map(oneLine).join('\t');
    });
    return [
      `Leak test of ${address}`,
      `${this.startedAt?.toISOString() ?? ''}, ${browser}`,
      `Level: ${level?.title ?? 'not known'}`,
      this.words,
      '',
      ...lines,
      '',
      'Not tried, since no page can block them:',
      ...namedWays.map(({ id, title, held }) => [id, title, held].join('\t')),
      '',
    ].join('\n');
  }
}

function countVerdicts(outcomes: ReadonlyMap<string, LeakOutcome>): Record<Verdict, number> {
  const counts = { blocked: 0, closed: 0, missing: 0, refused: 0, open: 0 };
  for (const { verdict } of outcomes.values()) counts[verdict] += 1;
  return counts;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

interface ScriptReport {
  answer: { kind: string; text?: string };
}

/** A script without tables, beside the notebook; the text that it returns. */
async function runLeakScript(
  runner: CellRunner,
  code: string,
  signal: AbortSignal,
): Promise<string> {
  const operator = getOperator('profile.script');
  const params = checkParams(operator.params, { code, names: [] }, {});
  const { answer } = (await runner.run({
    operator,
    operatorId: operator.id,
    fingerprint: 'leak test',
    inputs: { tables: [] },
    params,
    title: 'Leak test by a script',
    signal,
  })) as ScriptReport;
  if (answer.text !== undefined) return answer.text;
  throw new AppError('internal', `a script answered with ${answer.kind}`);
}
