/** What this tab had open when it was reloaded: the id of a project, or a new one. */
const ownProject = 'project';
const newProject = 'new';

export function rememberOpened(id: string): void {
  sessionStorage.setItem(ownProject, id);
}

/** A new project has no id before its first change. */
export function rememberNew(): void {
  sessionStorage.setItem(ownProject, newProject);
}

/** The one that this tab had open, else the first of the list, which any tab changed last; none where that was a new one. */
export function findLastOpened(projects: readonly { id: string }[]): string | undefined {
  const own = sessionStorage.getItem(ownProject);
  if (own === newProject) return undefined;
  return (projects.find(({ id }) => id === own) ?? projects[0])?.id;
}
