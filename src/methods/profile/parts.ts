import type { Columns } from '../../data/columns';

/** A SELECT of `key`, `label` and `value` whose rows stand under a name in a statement of several. */
export interface Part {
  name: string;
  select: string;
}

export interface PartRow {
  key: string;
  label: string;
  value: number;
}

/** Rows of an answer (`part`, `key`, `label`, `value`) by the part that they belong to, in order. */
export interface Parts {
  rows(part: string): PartRow[];
  /** The value of the row with that label; 0 where there is none. */
  number(part: string, label: string): number;
}

export function readParts(answer: Columns): Parts {
  const byPart = new Map<string, PartRow[]>();
  if (answer.rowCount > 0) {
    const [parts, keys, labels] = ['part', 'key', 'label'].map((name) => answer.texts(name));
    const values = answer.numbers('value');
    parts!.forEach((part, row) => {
      const rows = byPart.get(part!) ?? [];
      rows.push({ key: keys![row] ?? '', label: labels![row] ?? '', value: values[row]! });
      byPart.set(part!, rows);
    });
  }
  const rows = (part: string): PartRow[] => byPart.get(part) ?? [];
  return {
    rows,
    number: (part, label) => rows(part).find((row) => row.label === label)?.value ?? 0,
  };
}
