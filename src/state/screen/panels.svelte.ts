/** What can lie over the page. At most one at a time. */
export type Overlay =
  | 'palette'
  | 'shortcuts'
  | 'privacy'
  | 'proof'
  | 'tasks'
  | 'history'
  | 'lineage'
  | 'runs'
  | 'replay'
  | 'export'
  | 'report'
  | 'project file'
  | 'folder'
  | 'projects';

/** Overlays that leave the page as it is: its keys go on meaning what they mean. */
export const lightOverlays: ReadonlySet<Overlay> = new Set(['privacy', 'tasks', 'history']);

/** Which panels are open. Wide windows dock them, narrow ones show them as drawers over the notebook. */
export class PanelState {
  left = $state(false);
  right = $state(false);
  leftIsDocked = $state(false);
  rightIsDocked = $state(false);
  overlay: Overlay | undefined = $state();
  /** Typed for the palette while it was on its way. */
  #typed = $state('');

  constructor(
    leftFits: MediaQueryList = matchMedia('(min-width: 760px)'),
    rightFits: MediaQueryList = matchMedia('(min-width: 1200px)'),
  ) {
    const followLeft = (): void => void (this.left = this.leftIsDocked = leftFits.matches);
    const followRight = (): void => void (this.right = this.rightIsDocked = rightFits.matches);
    followLeft();
    followRight();
    leftFits.addEventListener('change', followLeft);
    rightFits.addEventListener('change', followRight);
  }

  /** Closes the drawers that hide the notebook; docked panels stay. */
  closeDrawers(): void {
    if (!this.leftIsDocked) this.left = false;
    if (!this.rightIsDocked) this.right = false;
  }

  toggleLeft(): void {
    this.left = !this.left;
    if (this.left && !this.rightIsDocked) this.right = false;
  }

  toggleRight(): void {
    this.right = !this.right;
    if (this.right && !this.leftIsDocked) this.left = false;
  }

  typeAhead(key: string): void {
    this.#typed += key;
  }

  /** What was typed ahead, once. */
  takeTyped(): string {
    const typed = this.#typed;
    if (typed !== '') this.#typed = '';
    return typed;
  }

  show(overlay: Overlay): void {
    this.overlay = overlay;
  }

  hide(overlay: Overlay): void {
    if (this.overlay === overlay) this.overlay = undefined;
  }
}
