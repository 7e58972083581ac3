import { describe, expect, it } from 'vitest';
import type { ColumnKind } from '../../../src/data/table';
import type { ColumnPlace, JoinProposal } from '../../../src/notebook/join-proposals';
import { joinTimes } from '../../../src/state/catalogue/join-times';

const estimate = { share: 1, low: 1, high: 1 };

function place(by: string, kinds: Record<string, ColumnKind>): ColumnPlace {
  const columns = Object.entries(kinds).map(([name, kind]) => ({ name, kind, type: 'VARCHAR' }));
  const entry = { cell: 'c1', name: 'table', kind: 'table' as const, detail: '', columns };
  return { project: 'p', entry, column: columns.find(({ name }) => name === by)! };
}

function proposal(from: ColumnPlace, to: ColumnPlace, isKey = false): JoinProposal {
  const shares = { contained: estimate, containing: estimate, shared: estimate };
  return { from, to, ...shares, names: undefined, isKey, score: 1 };
}

const checks = place('who', { who: 'category', checked: 'date' });
const visits = place('who', { who: 'category', age: 'integer', visited: 'datetime', left: 'date' });

describe('the times of a proposed join', () => {
  it('are the first time of each table', () => {
    expect(joinTimes(proposal(checks, visits))).toEqual(['checked', 'visited']);
  });

  it('are none where a table has no time but the one that it is joined by', () => {
    const days = place('day', { day: 'date', degrees: 'number' });
    expect(joinTimes(proposal(checks, days))).toBeUndefined();
    expect(joinTimes(proposal(days, checks))).toBeUndefined();
  });

  it('are none where each key stands once in the second table', () => {
    expect(joinTimes(proposal(checks, visits, true))).toBeUndefined();
  });
});
