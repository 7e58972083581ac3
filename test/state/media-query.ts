/** A media query that the test turns on and off. */
export class FakeMediaQuery extends EventTarget {
  media = '';
  onchange = null;

  constructor(public matches: boolean) {
    super();
  }

  set(matches: boolean): void {
    this.matches = matches;
    this.dispatchEvent(new Event('change'));
  }

  addListener(): void {}
  removeListener(): void {}
}
