import type { Damage } from '../../engine/storage/project-content';
import type { History } from '../../notebook/history';

/** What was lost of a project that was opened, in words; of its last changes also since when. */
export function describeDamage(damage: readonly Damage[], history: History): string[] {
  return damage
    .filter(({ isHealed }) => !isHealed)
    .map(({ detail, isEnd }) => (isEnd ? `${detail} ${sinceWhen(history)}` : detail));
}

function sinceWhen({ nodes }: History): string {
  const { label, at } = [...nodes.values()].reduce((last, node) =>
    node.at >= last.at ? node : last,
  );
  return `The last change that is here is "${label}", of ${new Date(at).toLocaleString('en-GB')}`;
}
