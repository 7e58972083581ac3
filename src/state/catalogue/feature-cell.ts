import {
  checkNeeds,
  differencesOf,
  latestOf,
  readNeeds,
  type FeatureDraft,
  type FeatureVersion,
} from '../../data/feature-set';
import type { FeatureDefinition } from '../../data/feature-definition';
import type { TableInfo } from '../../data/table';
import { findOperator } from '../../operators/operator-list';
import { fillParams } from '../../operators/params';
import { mentionedColumns } from '../../operators/source/columns-named';
import { tableOfCell } from '../cells/inspection';
import type { Cell, Workbench } from '../workbench.svelte';

/** The operator whose cells hold a definition of features. */
export const featureOperator = 'prepare.apply-features';

/** What a cell's definition is to the one that is kept under its name, in words, and whether keeping it would change that. */
export interface FeatureStanding {
  words: string;
  /** What keeping it now is called; `undefined` where there is nothing to keep. */
  action: string | undefined;
}

/** The definition that a cell holds, and the columns of its source that it names. */
export function draftOf(workbench: Workbench, cell: Cell): FeatureDraft {
  const params = definitionOf(cell);
  const source = sourceOf(workbench, cell);
  return {
    ...params,
    needs: source ? neededColumns(params.sql, source) : readNeeds(cell.params.needs),
  };
}

export function standingOf(workbench: Workbench, cell: Cell): FeatureStanding {
  const { featureStore } = workbench;
  const definition = definitionOf(cell);
  const known = featureStore.find(definition.name);
  if (!featureStore.sets) return { words: 'Looking for kept feature sets…', action: undefined };
  if (definition.name.trim() === '' || definition.sql.trim() === '')
    return { words: 'Give it a name and SQL to keep it for all projects.', action: undefined };
  if (!known) return { words: 'Not kept: only this cell has it.', action: 'Keep for all projects' };
  const latest = latestOf(known.set);
  const differing = differencesOf(latest, definition).map(({ part }) => part);
  if (differing.length === 0)
    return { words: `Kept for all projects as version ${latest.version}.`, action: undefined };
  const older = known.set.versions.find(
    (version) =>
      version.version < latest.version && differencesOf(version, definition).length === 0,
  );
  if (older)
    return {
      words: `This is version ${older.version}; the latest is ${latest.version}.`,
      action: `Keep as version ${latest.version + 1}`,
    };
  return differing.includes('sql')
    ? {
        words: `Differs from version ${latest.version}, the latest that is kept: ${differing.join(', ')}.`,
        action: `Keep as version ${latest.version + 1}`,
      }
    : {
        words: `Differs from what is kept in ${differing.join(', ')}; it makes the same, so the version stays ${latest.version}.`,
        action: 'Keep the new words',
      };
}

/** Keeps the definition of a cell, and gives the cell the version that it has there. */
export async function keepFeatures(workbench: Workbench, cell: Cell): Promise<FeatureVersion> {
  const kept = await workbench.featureStore.keep(draftOf(workbench, cell));
  const { version, needs } = kept;
  if (
    version !== cell.params.version ||
    JSON.stringify(needs) !== JSON.stringify(cell.params.needs)
  ) {
    workbench.setParams(cell.id, { version, needs }, 'take the kept version in');
    await workbench.run(cell.id);
  }
  return kept;
}

/** Makes the features of a version of a table of the open notebook, in a cell below it; resolves to its id. */
export function applyFeatures(
  workbench: Workbench,
  definition: FeatureVersion,
  tableId: string,
): Promise<string> {
  const { name, version, sql, description, owner, cost, sensitivity, needs } = definition;
  return workbench.add(featureOperator, {
    inputs: { table: tableId },
    params: { name, version, sql, description, owner, cost, sensitivity, needs },
    name: cellName(name),
    afterId: tableId,
  });
}

/** What a table lacks for a definition, or has otherwise; `undefined` where it fits. */
export function fitWords({ needs }: FeatureVersion, table: TableInfo): string | undefined {
  const { missing, others } = checkNeeds(needs, table.columns);
  if (missing.length > 0) return `lacks ${listShortly(missing.map(([name]) => name))}`;
  if (others.length === 0) return undefined;
  return `${listShortly(others.map(({ name, found }) => `${name} (${found})`))} of another type`;
}

function listShortly(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function definitionOf({ params }: Cell): FeatureDefinition {
  const operator = findOperator(featureOperator)!;
  return fillParams(operator.params, params) as unknown as FeatureDefinition;
}

function sourceOf(workbench: Workbench, { inputs }: Cell): TableInfo | undefined {
  return typeof inputs.table === 'string' ? tableOfCell(workbench, inputs.table) : undefined;
}

function neededColumns(sql: string, { columns }: TableInfo): FeatureDraft['needs'] {
  const named = new Set(
    mentionedColumns(
      sql,
      columns.map(({ name }) => name),
    ),
  );
  return columns.filter(({ name }) => named.has(name)).map(({ name, type }) => [name, type]);
}

/** A name that SQL takes without quotes where it can. */
function cellName(name: string): string {
  return name.trim().replace(/\s+/g, '_');
}
