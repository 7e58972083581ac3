import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type LaunchOptions } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const elsewhere = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Nothing of the browser's own on the network, no sandbox (root in containers), WebGL in software. */
export const quietArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
];

/**
 * The path of a Chromium: `CHROMIUM` of the environment, else one that is installed, else Debian's
 * package, which is installed where that is possible.
 */
export function findChromium(): string {
  const found = process.env['CHROMIUM'] || findInstalled();
  if (found) return found;
  if (!canInstall()) throw new Error(advice);
  console.warn('No Chromium here: installing the Debian package.');
  runApt('update');
  runApt('install', '--yes', '--no-install-recommends', 'chromium');
  const installed = findInstalled();
  if (!installed) throw new Error(advice);
  return installed;
}

/** A browser whose contexts are all private windows: nothing is kept, and storage starts empty. */
export function launch(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch(withDefaults(options));
}

/**
 * A browser with an ordinary profile, a new one that is removed when it is closed unless a folder is given. Unlike a private window it keeps files
 * (OPFS) over a restart of the page, and looks up names ahead of time.
 */
export function launchProfile(
  options: NonNullable<ProfileOptions> = {},
  folder = '',
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, withDefaults(options));
}

type ProfileOptions = Parameters<typeof chromium.launchPersistentContext>[1];

function withDefaults<T extends LaunchOptions>(options: T): T {
  const args = [...quietArguments, ...(options.args ?? [])];
  return { executablePath: findChromium(), ...options, args };
}

const advice =
  'The end-to-end tests need Chromium or Chrome. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.';

function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...elsewhere].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');
}

function runApt(...words: string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('/usr/bin/apt-get', words, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
  });
}
