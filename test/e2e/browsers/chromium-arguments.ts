import { resolverRules } from '../../lab/start-lab.ts';
import type { LaunchOptions } from './browser.ts';

/**
 * Chromium's command line: closed off from everything but the lab, quiet, and with the extension.
 * @param extension folder of the extension to load, if any.
 */
export function chromiumArguments(options: LaunchOptions, extension?: string): string[] {
  return [
    // The new headless mode runs extensions.
    ...(options.headed ? [] : ['--headless=new', '--window-size=1280,900']),
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--ignore-certificate-errors',
    ...(options.locale ? [`--lang=${options.locale}`] : []),
    ...(extension
      ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]
      : []),
    `--host-resolver-rules=${resolverRules({ hosts: [...options.hosts] })}`,
  ];
}
