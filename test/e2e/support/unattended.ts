import { type Lab, startLab } from '../../lab/start-lab.ts';
import {
  launchUnattendedChromium,
  type UnattendedBrowser,
} from '../browsers/chromium-unattended.ts';
import { launchFirefox } from '../browsers/firefox.ts';
import { browserName, build } from './lab-browser.ts';

/** A lab and a browser whose pages are only opened; they tell the lab what they saw. */
export interface UnattendedLab {
  lab: Lab;
  browser: UnattendedBrowser;
  stop(): Promise<void>;
}

export async function startUnattendedLab(withExtension: boolean): Promise<UnattendedLab> {
  const lab = await startLab();
  const options = {
    hosts: lab.hosts,
    granted: 'all' as const,
    ...(withExtension ? { extension: build } : {}),
  };
  const browser = await start(options);
  const stop = async () => {
    await browser.close();
    await lab.stop();
  };
  return { lab, browser, stop };
}

async function start(options: Parameters<typeof launchFirefox>[0]): Promise<UnattendedBrowser> {
  if (browserName === 'chromium') return launchUnattendedChromium(options);
  const firefox = await launchFirefox(options);
  return {
    open: async (url) => void (await firefox.newPage(url)),
    extensionEvaluate: (run, ...args) => firefox.extensionEvaluate(run, ...args),
    close: () => firefox.close(),
  };
}
