import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';
import { type Lab, resolverRules } from '../start-lab.ts';

/** Debian's Chromium, or the one that CHROMIUM_PATH names. */
export function chromiumPath(): string {
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
  const path = process.env.CHROMIUM_PATH ?? installed;
  if (path === undefined) throw new Error('Chromium is missing: apt-get install chromium');
  return path;
}

/** Chromium without extension, in which the lab's hosts are the only ones. */
export function openLabBrowser(lab: Lab): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--ignore-certificate-errors',
      `--host-resolver-rules=${resolverRules(lab)}`,
    ],
  });
}
