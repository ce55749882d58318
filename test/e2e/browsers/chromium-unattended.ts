import { join } from 'node:path';
import type { InDocument, LaunchOptions } from './browser.ts';
import { startBrowserProcess } from './browser-process.ts';
import { connectCdp } from './cdp.ts';
import { chromiumArguments } from './chromium-arguments.ts';
import { copyWithGrantedHosts } from './extension-copy.ts';
import { bareDocument } from './extension-document.ts';
import { findBrowserProgram } from './find-program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

/** A browser whose pages nobody is attached to. */
export interface UnattendedBrowser {
  open(url: string): Promise<void>;
  extensionEvaluate<A extends unknown[], R>(run: InDocument<A, R>, ...args: A): Promise<R>;
  close(): Promise<void>;
}

interface Target {
  targetId: string;
  type: string;
  url: string;
}

/**
 * Chromium without Playwright. A debugger that watches a page's network gets every request's body as text;
 * Playwright always does, and a body of 100 MB ends it. Here only a document of the extension is attached to.
 */
export async function launchUnattendedChromium(options: LaunchOptions): Promise<UnattendedBrowser> {
  const folder = await temporaryFolder('chromium');
  let extension = options.extension;
  if (extension && options.granted === 'all') {
    const copy = join(folder.path, 'extension');
    await copyWithGrantedHosts(extension, copy);
    extension = copy;
  }
  const chromium = await startBrowserProcess(
    findBrowserProgram('chromium'),
    [
      ...chromiumArguments(options, extension),
      `--user-data-dir=${join(folder.path, 'profile')}`,
      '--remote-debugging-port=0',
    ],
    /DevTools listening on (ws:\/\/\S+)/,
  );
  const cdp = await connectCdp(chromium.address);

  const targets = async () =>
    (await cdp.send('Target.getTargets')).targetInfos as unknown as Target[];
  const open = async (url: string) => {
    const { targetId } = await cdp.send('Target.createTarget', { url });
    return String(targetId);
  };

  let session = '';
  if (extension) {
    const worker = await waitUntil(
      async () => (await targets()).find(({ type }) => type === 'service_worker'),
      { what: 'the service worker' },
    );
    const targetId = await open(new URL(`/${bareDocument}`, worker.url).href);
    const attached = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    session = String(attached.sessionId);
  }

  return {
    open: async (url) => void (await open(url)),
    async extensionEvaluate(run, ...args) {
      const expression = `(async () => JSON.stringify({ value: await (${run})(...${JSON.stringify(args)}) }))()`;
      const parameters = { expression, awaitPromise: true, returnByValue: true };
      const answer = await cdp.send('Runtime.evaluate', parameters, session);
      const { result, exceptionDetails } = answer as {
        result: { value?: string };
        exceptionDetails?: { text: string };
      };
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value ?? '{}').value;
    },
    async close() {
      await cdp.send('Browser.close').catch(() => chromium.kill());
      const timer = setTimeout(() => chromium.kill(), 10_000);
      await chromium.ended;
      clearTimeout(timer);
      cdp.close();
      await folder.remove();
    },
  };
}
