import type { CellStatus } from '../../state/cells/cell-status';
import type { IconName } from '../icons/icons';

const icons: Record<CellStatus['id'], IconName | undefined> = {
  new: undefined,
  choose: 'choose',
  waiting: 'waiting',
  running: 'running',
  stale: 'stale',
  failed: 'problem',
  cancelled: 'cancelled',
  done: 'good',
};

/** The sign that goes with the words of a status. */
export function statusIcon(status: CellStatus): IconName | undefined {
  return icons[status.id];
}
