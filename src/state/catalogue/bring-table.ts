import { define } from '../../notebook/definitions';
import type { ColumnPlace, JoinProposal } from '../../notebook/join-proposals';
import { joinTables, shownSide } from './make-join';
import type { Workbench } from '../workbench.svelte';

/** The side of a proposed join that lies in another project while the other one is at hand here. */
export function sideElsewhere(
  workbench: Workbench,
  { from, to }: JoinProposal,
): ColumnPlace | undefined {
  if (shownSide(workbench, from)) return shownSide(workbench, to) ? undefined : isAway(to);
  return shownSide(workbench, to) ? isAway(from) : undefined;

  function isAway(place: ColumnPlace): ColumnPlace | undefined {
    return place.project === workbench.projects.openId ? undefined : place;
  }
}

/**
 * Brings the rows of a table of another project here as a file of their own, with what was declared of them; resolves
 * to the id of the cell that reads them.
 */
export async function bringTable(
  workbench: Workbench,
  { project, entry }: ColumnPlace,
): Promise<string> {
  const file = await workbench.projects.keptRows(project, entry.cell, entry.name);
  const [id] = await workbench.open([file]);
  const { definition, columns = [] } = entry;
  const known = [{ name: undefined, definition }, ...columns].filter((each) => each.definition);
  if (known.length > 0)
    workbench.documents.edit(`describe ${entry.name} as in its project`, (document) =>
      known.reduce(
        (current, { name, definition }) => define(current, id!, name, definition!),
        document,
      ),
    );
  return id!;
}

/** Brings the missing side of a proposed join here and joins; resolves to the id of the cell that does. */
export async function bringAndJoin(workbench: Workbench, proposal: JoinProposal): Promise<string> {
  const away = sideElsewhere(workbench, proposal)!;
  const cell = await bringTable(workbench, away);
  const openId = workbench.projects.openId!;
  const here = (place: ColumnPlace): ColumnPlace =>
    place === away ? { ...place, project: openId, entry: { ...place.entry, cell } } : place;
  const [from, to] = [proposal.from, proposal.to].map((place) => shownSide(workbench, here(place)));
  return joinTables(workbench, [from!, to!]);
}
