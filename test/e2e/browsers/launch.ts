import type { Browser, BrowserName, LaunchOptions } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';

/** The folder of the build for a browser, from the project's root. */
export const builds = { chromium: 'dist/chrome', firefox: 'dist/firefox' } as const;

/** Starts a browser by name. @throws when none is installed or it does not come up. */
export function launchBrowser(name: BrowserName, options: LaunchOptions): Promise<Browser> {
  return name === 'chromium' ? launchChromium(options) : launchFirefox(options);
}
