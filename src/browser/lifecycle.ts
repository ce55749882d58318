import { extension } from './extension.ts';

/** Calls `listener` after the browser started and after we were installed or updated. */
export function onStart(
  listener: (reason: 'browser' | 'install' | 'update') => Promise<void>,
): void {
  extension.runtime.onStartup.addListener(async () => listener('browser'));
  extension.runtime.onInstalled.addListener(async ({ reason }) =>
    listener(reason === 'install' ? 'install' : 'update'),
  );
}

/** The extension's version, and the browser as exports name it: `chromium 156`. */
export function versions(): { extension: string; browser: string } {
  const agent = navigator.userAgent;
  const [, firefox] = /Firefox\/(\d+)/.exec(agent) ?? [];
  const [, chromium] = /Chrom(?:e|ium)\/(\d+)/.exec(agent) ?? [];
  return {
    extension: extension.runtime.getManifest().version,
    browser: firefox ? `firefox ${firefox}` : chromium ? `chromium ${chromium}` : 'unknown',
  };
}
