import type { Page } from 'playwright-core';
import type { PageGlobal } from '../app-page';

/** What a page said was on the disk. */
export interface Acknowledged {
  cells: { id: string; name: string }[];
  /** Results of reports as JSON, by cell. */
  results: Record<string, string>;
  /** Of large tables, by name: rows and a checksum of all of them. */
  tables: Record<string, string>;
}

/** What scripts of killed pages find there. */
export interface KillPage extends PageGlobal {
  /** What is there, with checksums of the large tables where asked for. */
  foundNow(withTables: boolean): Promise<Acknowledged>;
  /** The same, once all of it is on the disk. */
  keptNow(withTables: boolean): Promise<Acknowledged>;
  acknowledge(said: Acknowledged): Promise<void>;
}

/** How large tables are called, after which a number follows. */
export const largeName = 'large_';

/** What is there now; what was known before is waited for a while, since tables come back behind the work. */
export async function readKept(
  page: Page,
  withTables: boolean,
  known: Acknowledged,
): Promise<Acknowledged> {
  await page.evaluate(defineKept, { largeName, awaited: Object.keys(known.tables) });
  return page.evaluate(
    (tables) => (globalThis as unknown as KillPage).foundNow(tables),
    withTables,
  );
}

/** Why what was acknowledged is not there, in order and with its results; more may be. */
export function compare(known: Acknowledged, found: Acknowledged): string | undefined {
  const wrong = known.cells.find(
    ({ id, name }, index) => found.cells[index]?.id !== id || found.cells[index].name !== name,
  );
  if (wrong)
    return `${wrong.id} ${wrong.name} was saved and is not there: ${JSON.stringify(found.cells)}`;
  for (const what of ['results', 'tables'] as const) {
    const lost = Object.keys(known[what]).find((id) => found[what][id] !== known[what][id]);
    if (lost) return `of ${lost} there was ${known[what][lost]} and is ${found[what][lost]}`;
  }
  return undefined;
}

/** Runs in the page. */
function defineKept({ largeName, awaited }: { largeName: string; awaited: string[] }): void {
  const page = globalThis as unknown as KillPage;
  const { assay } = page;
  const resultOf = (id: string): object | undefined => {
    try {
      return assay.result(id);
    } catch {
      return undefined;
    }
  };
  const checksum = async (id: string, name: string): Promise<string | undefined> => {
    for (let attempt = 0; awaited.includes(name) && !resultOf(id) && attempt < 100; attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 200));
    if (!resultOf(id)) return undefined;
    const sql = `SELECT count(*)::VARCHAR || ' ' || sum(hash(t)::HUGEINT)::VARCHAR FROM ${name} t`;
    return assay.query(sql).then(({ rows }) => String(rows[0]![0]), String);
  };
  page.keptNow = async (withTables) => {
    await assay.saved();
    return page.foundNow(withTables);
  };
  page.foundNow = async (withTables) => {
    await (withTables ? assay.ready : assay.saved());
    const all = assay.cells();
    const results: Record<string, string> = {};
    for (const { id, operator } of all) {
      const result = operator.startsWith('profile.') ? resultOf(id) : undefined;
      if (result) results[id] = JSON.stringify(result);
    }
    const tables: Record<string, string> = {};
    for (const { id, name } of withTables ? all : []) {
      const sum = name.startsWith(largeName) ? await checksum(id, name) : undefined;
      if (sum !== undefined) tables[name] = sum;
    }
    return { cells: all.map(({ id, name }) => ({ id, name })), results, tables };
  };
}
