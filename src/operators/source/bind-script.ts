import { AppError } from '../../data/app-error';
import { tableMentions } from '../../data/script/script-names';
import type { NamedTable } from '../contract';
import { closestName } from './closest-name';

/**
 * The tables that a script names, found among the known ones.
 * @throws AppError `script_failed` with `details.position` for a name that no table has, or that is made from the cell.
 */
export function bindScript(code: string, known: readonly NamedTable[]): NamedTable[] {
  return tableMentions(code).map(({ name, position }) => {
    const table = known.find((each) => each.name === name);
    if (!table)
      throw unknown(
        name,
        position,
        known.filter(({ isBelow }) => !isBelow),
      );
    if (!table.isBelow) return table;
    const words = `${name} is made from this cell, so this cell cannot read it.`;
    throw new AppError('script_failed', words, { position });
  });
}

function unknown(name: string, position: number, known: readonly NamedTable[]): AppError {
  const names = known.map((table) => table.name);
  const closest = closestName(name, names);
  const shown = names.slice(0, 8).join(', ');
  const list = `This notebook has ${shown}${names.length > 8 ? ', …' : ''}.`;
  const none = 'This notebook has no tables yet: drop a file first.';
  const advice =
    closest === undefined ? (names.length === 0 ? none : list) : `Did you mean ${closest}?`;
  return new AppError('script_failed', `unknown table: ${name}. ${advice}`, { position, closest });
}
