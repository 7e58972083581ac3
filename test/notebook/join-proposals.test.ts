import { beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueEntry, ProjectAbout } from '../../src/notebook/catalogue';
import {
  proposeJoins,
  proposeJoinsOf,
  type JoinProposal,
  type KnownAbout,
} from '../../src/notebook/join-proposals';
import { sketchValues } from '../../src/state/source/sketch-values';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';

let engine: NodeEngine;
let projects: KnownAbout[];

async function entry(name: string, select: string, from?: string[]): Promise<CatalogueEntry> {
  const table = await engine.table(select);
  const values = new Map(await sketchValues(engine.query, table));
  const columns = table.columns.map(({ name: column, kind, type }) => ({
    name: column,
    kind,
    type,
    content: `${name} ${column}`,
    values: values.get(column),
  }));
  return { cell: name, name, kind: 'table', detail: '', columns, ...(from && { from }) };
}

const about = (title: string, entries: CatalogueEntry[]): ProjectAbout => ({
  title,
  changedAt: '2026-11-20T10:00:00Z',
  cells: entries.length,
  entries,
});

const all = (known: readonly KnownAbout[]): JoinProposal[] => endOf(proposeJoins(known));

function endOf(steps: Generator<undefined, JoinProposal[]>): JoinProposal[] {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const words = ({ from, to }: JoinProposal): string =>
  `${from.project} ${from.entry.name}.${from.column.name} > ${to.project} ${to.entry.name}.${to.column.name}`;

beforeAll(async () => {
  engine = await createNodeEngine();
  const customers = await entry(
    'customers',
    `SELECT 100000 + i * 7 AS id, 'c' || i AS label, i % 80 AS age, i % 2 = 0 AS active,
      DATE '2020-01-01' + (i % 900)::INTEGER AS since FROM range(20000) r(i)`,
  );
  const orders = await entry(
    'orders',
    `SELECT i AS row, 100000 + (hash(i) % 9000)::BIGINT * 7 AS customer_id, 18 + i % 60 AS quantity,
      i % 2 = 0 AS paid, 'c' || (hash(i) % 20000) AS code_of_person,
      DATE '2020-06-01' + (i % 300)::INTEGER AS shipped FROM range(30000) r(i)`,
  );
  const late = await entry('late', 'SELECT 100000 + i * 7 AS customer_id FROM range(3000) r(i)', [
    'orders',
  ]);
  const elsewhere = await entry(
    'people',
    'SELECT 100000 + i * 7 AS person, i AS number FROM range(20000) r(i)',
  );
  projects = [
    { id: 'p1', about: about('Shop', [customers, orders, late]) },
    { id: 'p2', about: about('Copy', [customers]) },
    { id: 'p3', about: about('Other', [elsewhere]) },
  ];
});

describe('proposed joins', () => {
  it('are columns with near the same values, those with names alike first', () => {
    const found = all(projects);
    expect(words(found[0]!)).toMatch(/^p1 orders.customer_id > p[12] customers.id$/);
    expect(found[0]!.names).toBe('are alike with that of the table');
    expect(found[0]!.contained).toMatchObject({ share: 1 });
    expect(found[0]!.isKey).toBe(true);
    const { low, high } = found[0]!.containing;
    const exact = 0.41;
    expect(low).toBeLessThan(exact + 0.06);
    expect(high).toBeGreaterThan(exact - 0.06);
    expect(found.map(words)).toContain('p1 orders.code_of_person > p1 customers.label');
    expect(found.map(words)).toContain('p1 customers.id > p3 people.person');
  });

  it('are none for values that lie densely, recur everywhere, or are of times, where names differ', () => {
    const joined = all(projects).map(words).join('\n');
    for (const name of ['quantity', 'age', 'paid', 'active', 'since', 'shipped', 'number', 'row'])
      expect(joined).not.toMatch(new RegExp(`\\.${name}\\b`));
  });

  it('leave out columns that a table took over, and copies of a table in other projects', () => {
    const found = all(projects).map(words);
    expect(found.filter((each) => each.includes('late'))).toEqual([]);
    expect(found.filter((each) => /customers.*customers/.test(each))).toEqual([]);
  });

  it('of one column are those of its table, also where it was taken over', () => {
    const found = endOf(proposeJoinsOf(projects, 'p1', 'late', 'customer_id')).map(words);
    expect(found).toContain('p1 late.customer_id > p1 customers.id');
    expect(found.filter((each) => each.includes('orders'))).toEqual([]);
    expect(endOf(proposeJoinsOf(projects, 'p1', 'orders', 'paid'))).toEqual([]);
    expect(endOf(proposeJoinsOf(projects, 'p1', 'gone', 'paid'))).toEqual([]);
  });

  it('are found in short steps', () => {
    const steps = proposeJoins(projects);
    expect(steps.next().done).toBe(false);
  });
});
