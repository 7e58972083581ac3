import { describe, expect, it } from 'vitest';
import { findFault, type LedgerEvent, type LedgerLine } from '../../../src/notebook/ledger';
import { LedgerState } from '../../../src/state/lineage/ledger.svelte';

const event = (rows: number): LedgerEvent => ({
  kind: 'copy',
  what: 'rows',
  rows,
  columns: [],
  protection: 'none',
});

describe('LedgerState', () => {
  it('writes lines asked for at once in the order in which they were asked for', async () => {
    const ledger = new LedgerState();
    const heard: LedgerLine[] = [];
    ledger.subscribe((line) => heard.push(line));
    void ledger.record(event(1));
    void ledger.record(event(2));
    await ledger.record(event(3));
    expect(ledger.lines.map(({ rows }) => rows)).toEqual([1, 2, 3]);
    expect(heard).toEqual(ledger.lines);
    expect(ledger.head).toBe(heard[2]!.hash);
    expect(await findFault(ledger.lines)).toBe(undefined);
  });

  it('goes on behind restored lines', async () => {
    const before = new LedgerState();
    await before.record(event(1));
    const ledger = new LedgerState();
    void ledger.restore(before.lines);
    await ledger.record(event(2));
    expect(ledger.lines.map(({ rows }) => rows)).toEqual([1, 2]);
    expect(await ledger.check()).toBe(undefined);
  });

  it('says which restored line was tampered with', async () => {
    const before = new LedgerState();
    await before.record(event(1));
    await before.record(event(2));
    const ledger = new LedgerState();
    await ledger.restore(before.lines.map((line) => ({ ...line, rows: 7 })));
    expect(ledger.fault).toMatchObject({ number: 1 });
  });
});
