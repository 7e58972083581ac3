import type { CleanTable } from './clean-tables';

/** A table in columns of characters, two blanks between them; numbers stand at the right. */
export function writeFixedWidth({ names, rows }: CleanTable): string {
  const widths = names.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (values: string[]): string =>
    values
      .map((value, column) =>
        /^-?\d+(\.\d+)?$/.test(value)
          ? value.padStart(widths[column]!)
          : value.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  return [names, ...rows].map((values) => `${line(values)}\n`).join('');
}
