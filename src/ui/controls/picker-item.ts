import type { PickItem } from '../../state/screen/pick-list.svelte';

/** What a picker lists: a column, a cell. */
export interface PickerItem extends PickItem {
  /** Name of an icon: a column kind, an artifact kind. */
  icon: string;
  detail?: string;
}
