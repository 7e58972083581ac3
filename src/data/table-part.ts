/** One of several tables in a file: a sheet, a table of a database, a member of an archive. */
export interface TablePart {
  /** What `SourceOptions.part` calls it. Inside an archive: its member, ` › `, the part of that. */
  name: string;
  rows?: number;
  columns?: number;
  /** Unpacked, where no rows are known. */
  sizeBytes?: number;
  /** What else a person should know: "hidden", "view", "empty". */
  note?: string;
}

export const partSeparator = ' › ';

/** A member and, where one is named, the part inside it. */
export function joinParts(member: string, inner: string | undefined): string {
  return inner === undefined ? member : `${member}${partSeparator}${inner}`;
}

/** The parts of an archive, with those of the member that was read standing in its place. */
export function expandPart(
  parts: readonly TablePart[],
  member: string,
  inner: readonly TablePart[],
): TablePart[] {
  if (inner.length < 2) return [...parts];
  return parts.flatMap((part) =>
    part.name === member
      ? inner.map((piece) => ({ ...piece, name: joinParts(member, piece.name) }))
      : [part],
  );
}

/** The member that a part names, and what it names inside that one. */
export function splitPart(
  part: string,
  members: readonly string[],
): { member: string; inner?: string } | undefined {
  if (members.includes(part)) return { member: part };
  const member = members.find((name) => part.startsWith(`${name}${partSeparator}`));
  return member === undefined
    ? undefined
    : { member, inner: part.slice(member.length + partSeparator.length) };
}
