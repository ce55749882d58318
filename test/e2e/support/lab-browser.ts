import { fileURLToPath } from 'node:url';
import { type Lab, startLab } from '../../lab/start-lab.ts';
import type { Browser, BrowserName, LaunchOptions } from '../browsers/browser.ts';
import { builds, launchBrowser } from '../browsers/launch.ts';

// A test run that is ended from outside ends its browsers too: they are cleaned up on exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(1));
}

/** The browser that this vitest project tests. */
export const browserName: BrowserName =
  process.env.SEALCHECK_BROWSER === 'firefox' ? 'firefox' : 'chromium';

/** Folder of the build that this browser takes. */
export const build = fileURLToPath(new URL(`../../../${builds[browserName]}`, import.meta.url));

export interface LabBrowser {
  lab: Lab;
  browser: Browser;
  stop(): Promise<void>;
}

export interface LabBrowserOptions extends Partial<Omit<LaunchOptions, 'hosts'>> {
  products?: boolean;
  /** Default true. */
  withExtension?: boolean;
}

/** A lab and a browser in it, with the built extension and all hosts granted unless said otherwise. */
export async function startLabBrowser(options: LabBrowserOptions = {}): Promise<LabBrowser> {
  const { products = false, withExtension = true, ...launch } = options;
  const lab = await startLab({ products });
  try {
    const browser = await launchBrowser(browserName, {
      hosts: lab.hosts,
      granted: 'all',
      ...(withExtension ? { extension: build } : {}),
      ...launch,
    });
    const stop = async () => {
      await browser.close();
      await lab.stop();
    };
    return { lab, browser, stop };
  } catch (error) {
    await lab.stop();
    throw error;
  }
}
