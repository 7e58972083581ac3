import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openApp, type AppPage } from './app-page';
import { launch } from './browser';
import { serveBuild, type Served } from './serve';

/** The built page of the test that runs now. */
export interface UsedApp {
  readonly app: AppPage;
  readonly page: Page;
  readonly browser: Browser;
  /** Where it is served, with a slash at its end. */
  readonly address: string;
}

export interface AppUse extends BrowserContextOptions {
  /** One page for all tests of the file, each of which begins with an empty notebook. */
  isShared?: boolean;
}

/** Serves the build for a file of tests, opens the page anew for each, and asks at its end that nothing failed on it. */
export function useApp({ isShared = false, ...options }: AppUse = {}): UsedApp {
  let served: Served;
  let browser: Browser;
  let app: AppPage | undefined;

  beforeAll(async () => {
    served = await serveBuild();
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  beforeEach(async () => {
    if (app) await app.clear();
    else app = await openApp(browser, served.address, options);
  });

  afterEach(async () => {
    expect(app!.errors).toEqual([]);
    if (isShared) return;
    await app!.close();
    app = undefined;
  });

  return {
    get app() {
      return app!;
    },
    get page() {
      return app!.page;
    },
    get browser() {
      return browser;
    },
    get address() {
      return served.address;
    },
  };
}
