import { findChromium } from './browser';

/** Before the first end-to-end test: makes sure that there is a browser, or says what to install. */
export default function provideChromium(): void {
  findChromium();
}
