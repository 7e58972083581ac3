import { AppError } from '../data/app-error';
import type { Sensitivity } from '../data/table';
import { canonicalJson } from './fingerprint';

/** What may stand in a ledger: a step read columns about people, or something left the page by a person's hand. */
export const ledgerKinds = ['read', 'export', 'copy', 'picture', 'print', 'notebook'] as const;

export type LedgerKind = (typeof ledgerKinds)[number];

/** A column that says something about people. */
export interface SensitiveColumn {
  name: string;
  sensitivity: Sensitivity;
}

/** Something that a data-protection officer would ask about. */
export interface LedgerEvent {
  kind: LedgerKind;
  /** In words: `Trees: churn_model`, `churn.csv`. */
  what: string;
  /** The table, by the name of its cell and by fingerprint, where there is one. */
  table?: string;
  fingerprint?: string;
  /** Rows of the table that it concerned; 0 where no rows went along. */
  rows: number;
  /** Sensitive columns among those concerned. */
  columns: readonly SensitiveColumn[];
  /** What stood between the rows and whoever gets them, in words: `none`, `figures only`. */
  protection: string;
}

/** One line. Never changed once written: the hash of each covers the one before it. */
export interface LedgerLine extends LedgerEvent {
  /** 1-based. */
  number: number;
  /** ISO 8601, UTC, by the clock of this machine. */
  at: string;
  /** Hash of the line before; of the first line, 64 zeros. */
  previous: string;
  /** SHA-256 (hex) of this line without `hash`, as JSON with sorted keys and no spaces. */
  hash: string;
}

/** The first line that is not what it was when it was written, and how that shows. */
export interface LedgerFault {
  number: number;
  reason: string;
}

export const firstPrevious = '0'.repeat(64);

/** The line that comes after those given. */
export async function nextLine(
  lines: readonly LedgerLine[],
  event: LedgerEvent,
  at: Date,
): Promise<LedgerLine> {
  const { hash: previous = firstPrevious } = lines.at(-1) ?? {};
  const line = { ...event, number: lines.length + 1, at: at.toISOString(), previous };
  return { ...line, hash: await hashLine(line) };
}

/**
 * The first line that was changed, moved, put in or taken out; `undefined` where all are as they were written.
 * Lines cut off at the end cannot show: whoever must know keeps the last hash elsewhere and gives it as `head`.
 */
export async function findFault(
  lines: readonly LedgerLine[],
  head?: string,
): Promise<LedgerFault | undefined> {
  let previous = firstPrevious;
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    const { hash, ...rest } = line;
    if (line.number !== number) return { number, reason: `it is numbered ${line.number}` };
    if (line.previous !== previous) return { number, reason: 'it does not follow the line before' };
    if ((await hashLine(rest)) !== hash)
      return { number, reason: 'its words are not those that were hashed' };
    previous = hash;
  }
  if (head === undefined || head === previous) return undefined;
  return { number: lines.length + 1, reason: 'lines are missing at the end' };
}

/** The ledger as a file: lines, the last hash, and how to check them without this page. */
export function ledgerFile(lines: readonly LedgerLine[]): string {
  const head = lines.at(-1)?.hash ?? firstPrevious;
  return `${JSON.stringify({ format: 1, kind: 'assay ledger', verify, head, lines }, null, 2)}\n`;
}

/**
 * The lines of such a file; whether they are whole is for `findFault` to say.
 * @throws AppError `bad_document`
 */
export function readLedgerFile(text: string): { head: string; lines: LedgerLine[] } {
  const file = parseObject(text);
  const { format, head, lines } = file;
  if (format !== 1 || typeof head !== 'string' || !Array.isArray(lines))
    throw new AppError('bad_document', 'This is not a ledger of format 1. Choose another file.');
  return { head, lines: lines as LedgerLine[] };
}

const verify = [
  'Each hash is the SHA-256 (hex) of its line without "hash", as JSON with keys in the order of code units and no spaces, in UTF-8.',
  '"previous" is the hash of the line before; of the first line, 64 zeros. "head" is the hash of the last line.',
  'Python: json.dumps({k: v for k, v in line.items() if k != "hash"}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)',
];

async function hashLine(line: Omit<LedgerLine, 'hash'>): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(line));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (thrown) {
    const words = 'This is not a ledger: it is no JSON. Choose another file.';
    throw new AppError('bad_document', words, {}, { cause: thrown });
  }
  throw new AppError('bad_document', 'This is not a ledger. Choose another file.');
}
