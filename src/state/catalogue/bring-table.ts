import { cancelled } from '../../data/app-error';
import { define } from '../../notebook/definitions';
import type { ColumnPlace, JoinProposal } from '../../notebook/join-proposals';
import type { JoinTimes } from './join-times';
import { joinSides, shownSide } from './make-join';
import type { Workbench } from '../workbench.svelte';

/** The side of a proposed join that lies in another project while the other one is at hand here. */
export function sideElsewhere(
  workbench: Workbench,
  { from, to }: JoinProposal,
): ColumnPlace | undefined {
  const missing = [from, to].filter((place) => !shownSide(workbench, place));
  const [only] = missing.length === 1 ? missing : [];
  return only?.project === workbench.projects.openId ? undefined : only;
}

/**
 * Brings the rows of a table of another project here as a file of their own, with what was declared of them; resolves
 * to the id of the cell that reads them.
 */
async function bringTable(workbench: Workbench, place: ColumnPlace): Promise<string> {
  const file = await fetchRows(workbench, place);
  const [id] = await workbench.open([file]);
  const { name, definition, columns = [] } = place.entry;
  const known = [{ name: undefined, definition }, ...columns].filter((each) => each.definition);
  if (known.length > 0)
    workbench.documents.edit(`describe ${name} as in its project`, (document) =>
      known.reduce((current, each) => define(current, id!, each.name, each.definition!), document),
    );
  return id!;
}

/** As a job that can be seen and cancelled; a project that was left meanwhile gets nothing. */
async function fetchRows(
  { engine, projects }: Workbench,
  { project, entry }: ColumnPlace,
): Promise<File> {
  const { openId } = projects;
  const file = await engine.scheduler.run({
    title: `Bring ${entry.name} here`,
    lane: 'encode',
    priority: 'interactive',
    work: ({ signal }) => projects.keptRows(project, entry.cell, entry.name, signal),
  });
  if (projects.openId !== openId) throw cancelled();
  return file;
}

/**
 * Brings the missing side of a proposed join here and joins, as known at the time where columns of time are given;
 * resolves to the id of the cell that does.
 * @throws AppError as `fetchKeptRows`, and as reading the table fails
 */
export async function bringAndJoin(
  workbench: Workbench,
  proposal: JoinProposal,
  times?: JoinTimes,
): Promise<string> {
  const away = sideElsewhere(workbench, proposal)!;
  const cell = await bringTable(workbench, away);
  const openId = workbench.projects.openId!;
  const here = (place: ColumnPlace): ColumnPlace =>
    place === away ? { ...place, project: openId, entry: { ...place.entry, cell } } : place;
  const [from, to] = [proposal.from, proposal.to].map((place) => shownSide(workbench, here(place)));
  return joinSides(workbench, [from!, to!], times);
}
