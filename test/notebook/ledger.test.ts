import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  findFault,
  firstPrevious,
  ledgerFile,
  nextLine,
  readLedgerFile,
  type LedgerEvent,
  type LedgerLine,
} from '../../src/notebook/ledger';

const events: LedgerEvent[] = [
  {
    kind: 'read',
    what: 'Trees: churn_model',
    table: 'churn',
    fingerprint: 'f1',
    rows: 10_000,
    columns: [{ name: 'Ärger "é" 漢', sensitivity: 'personal' }],
    protection: 'none',
  },
  { kind: 'export', what: 'churn.csv', rows: 12, columns: [], protection: 'none' },
  { kind: 'notebook', what: 'a.assay.json', rows: 0, columns: [], protection: 'no rows' },
];

let lines: LedgerLine[];

beforeAll(async () => {
  lines = [];
  for (const [index, event] of events.entries())
    lines = [...lines, await nextLine(lines, event, new Date(1e12 + index))];
});

const changed = (place: number, change: Partial<LedgerLine>): LedgerLine[] =>
  lines.map((line, index) => (index === place ? { ...line, ...change } : line));

/** As the file tells strangers to: keys sorted, no spaces, SHA-256. */
const strangersHash = (whole: LedgerLine): string => {
  const line: Partial<LedgerLine> = { ...whole };
  delete line.hash;
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, each]) => [key, sorted(each)]),
    );
  };
  return createHash('sha256')
    .update(JSON.stringify(sorted(line)))
    .digest('hex');
};

describe('ledger', () => {
  it('chains each line to the one before it', () => {
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(lines[0]!.previous).toBe(firstPrevious);
    expect(lines[2]!.previous).toBe(lines[1]!.hash);
    expect(lines[0]!.at).toBe('2001-09-09T01:46:40.000Z');
  });

  it('has hashes that a stranger comes to as well', () => {
    expect(lines.map(({ hash }) => hash)).toEqual(lines.map(strangersHash));
  });

  it('finds nothing wrong with lines as they were written, nor with none', async () => {
    expect(await findFault(lines)).toBe(undefined);
    expect(await findFault([])).toBe(undefined);
  });

  it('finds the first line whose words were changed', async () => {
    for (const change of [{ rows: 9 }, { at: '2001-09-09T01:46:41.000Z' }, { columns: [] }])
      expect(await findFault(changed(0, change))).toMatchObject({ number: 1 });
  });

  it('finds a line whose hash was made to fit, by the line after it', async () => {
    const forged = changed(1, { rows: 0 });
    forged[1]!.hash = strangersHash(forged[1]!);
    expect(await findFault(forged)).toEqual({
      number: 3,
      reason: 'it does not follow the line before',
    });
  });

  it('finds lines taken out, put in or moved', async () => {
    expect(await findFault(lines.slice(1))).toMatchObject({ number: 1 });
    expect(await findFault([lines[0]!, lines[2]!])).toMatchObject({ number: 2 });
    expect(await findFault([lines[1]!, lines[0]!, lines[2]!])).toMatchObject({ number: 1 });
    expect(await findFault([lines[0]!, lines[0]!, ...lines.slice(1)])).toMatchObject({ number: 2 });
  });

  it('finds lines cut off at the end by the hash noted elsewhere, and only by that', async () => {
    expect(await findFault(lines.slice(0, 2))).toBe(undefined);
    expect(await findFault(lines.slice(0, 2), lines[2]!.hash)).toEqual({
      number: 3,
      reason: 'lines are missing at the end',
    });
  });

  it('comes back from its file as it was', async () => {
    const { head, lines: read } = readLedgerFile(ledgerFile(lines));
    expect(read).toEqual(lines);
    expect(await findFault(read, head)).toBe(undefined);
  });

  it.each(['', '[]', '3', '{"format": 2}', '{"format": 1, "head": "", "lines": 3}'])(
    'refuses %j as a file',
    (text) => {
      expect(() => readLedgerFile(text)).toThrow('This is not a ledger');
    },
  );
});
