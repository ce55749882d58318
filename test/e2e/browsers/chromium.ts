import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CDPSession, chromium, type Frame, type Page as PlaywrightPage } from 'playwright';
import type {
  Browser,
  ConsoleLine,
  DocumentHandle,
  InDocument,
  LaunchOptions,
  NetworkRequest,
  Page,
  WaitOptions,
} from './browser.ts';
import { chromiumArguments } from './chromium-arguments.ts';
import { recordConsole } from './chromium-console.ts';
import { copyWithGrantedHosts } from './extension-copy.ts';
import { bareDocument, openTabIds } from './extension-document.ts';
import { findBrowserProgram } from './find-program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { defaultTimeout, waitUntil } from './wait-until.ts';

function documentHandle(frame: Frame): DocumentHandle {
  const page = frame.page();
  const evaluate = <A extends unknown[], R>(run: InDocument<A, R>, ...args: A): Promise<R> =>
    frame.evaluate(`(${run})(...${JSON.stringify(args)})`);
  return {
    url: async () => frame.url(),
    evaluate,
    waitFor: (run, args, options) => waitUntil(() => evaluate(run, ...args), options),
    click: async (selector) => {
      await page.bringToFront();
      await frame.locator(selector).first().click({ timeout: defaultTimeout });
    },
    type: async (selector, text) => {
      await page.bringToFront();
      await frame.locator(selector).first().click({ timeout: defaultTimeout });
      await page.keyboard.type(text);
    },
    press: async (key) => page.keyboard.press(key),
  };
}

/**
 * Stops the extension's service worker and waits until the browser has said so. What happens next may wake it at once: a
 * request that it listens to, a page of ours that asks.
 */
async function stopWorker(session: CDPSession, origin: string) {
  const ours = new Set<string>();
  const stopped = new Set<string>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, scriptURL, runningStatus } of versions) {
      if (!scriptURL.startsWith(origin)) continue;
      ours.add(versionId);
      if (runningStatus === 'stopped') stopped.add(versionId);
    }
  });
  await session.send('ServiceWorker.enable');
  await waitUntil(async () => ours.size > 0, { what: 'the service worker to be listed' });
  await waitUntil(
    async () => {
      const running = [...ours].filter((versionId) => !stopped.has(versionId));
      for (const versionId of running) {
        await session.send('ServiceWorker.stopWorker', { versionId });
      }
      return running.length === 0;
    },
    { what: 'the service worker to stop' },
  );
  await session.send('ServiceWorker.disable');
  await session.detach();
}

/** Requests out of Chromium's own network log, which also has what no page event shows. */
async function readNetworkLog(path: string): Promise<NetworkRequest[]> {
  const log = JSON.parse(await readFile(path, 'utf8'));
  const start = log.constants.logEventTypes.URL_REQUEST_START_JOB;
  return log.events
    .filter((event: { type: number; params?: { url?: string } }) => {
      return event.type === start && event.params?.url !== undefined;
    })
    .map(({ params }: { params: { url: string; initiator?: string } }) => ({
      url: params.url,
      initiator: params.initiator === 'not an origin' ? '' : (params.initiator ?? ''),
    }));
}

/** Starts Debian's (or the named) Chromium with a fresh profile, closed off from everything but the lab. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const folder = await temporaryFolder('chromium');
  const networkLog = join(folder.path, 'network.json');
  let extension = options.extension;
  if (extension && options.granted === 'all') {
    const copy = join(folder.path, 'extension');
    await copyWithGrantedHosts(extension, copy);
    extension = copy;
  }
  const context = await chromium.launchPersistentContext(join(folder.path, 'profile'), {
    executablePath: findBrowserProgram('chromium'),
    headless: false, // the arguments ask for it
    ignoreHTTPSErrors: true,
    // Whoever started us ends us in order; Playwright would end the whole process.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: null,
    ...(options.locale ? { locale: options.locale } : {}),
    args: [...chromiumArguments(options, extension), `--log-net-log=${networkLog}`],
  });
  const ended = new Promise<void>((resolve) => context.on('close', () => resolve()));
  const lines: ConsoleLine[] = [];
  const whole = context.browser();
  if (!whole) throw new Error('Playwright gave no browser for the context');
  await recordConsole(await whole.newBrowserCDPSession(), lines);

  const downloads: string[] = [];
  context.on('page', (page) => {
    page.on('download', async (download) => {
      const path = join(folder.path, 'downloads', download.suggestedFilename());
      // Fails when the browser is closed meanwhile; then there is no file either.
      await download.saveAs(path).then(
        () => downloads.push(path),
        () => undefined,
      );
    });
  });

  const wrap = (inner: PlaywrightPage, tabId: number): Page => {
    return {
      ...documentHandle(inner.mainFrame()),
      tabId,
      goto: async (url) => void (await inner.goto(url, { waitUntil: 'load' })),
      frames: async () =>
        inner
          .frames()
          .filter((frame) => frame !== inner.mainFrame())
          .map(documentHandle),
      bringToFront: () => inner.bringToFront(),
      screenshot: async (path, size) => {
        if (size) await inner.setViewportSize(size);
        await inner.screenshot({ path });
      },
      close: () => inner.close(),
    };
  };

  let extensionOrigin = '';
  let bare: PlaywrightPage | undefined;
  if (extension) {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    extensionOrigin = `chrome-extension://${new URL(worker.url()).host}/`;
    bare = context.pages()[0] ?? (await context.newPage());
    await bare.goto(extensionOrigin + bareDocument);
  }
  const extensionEvaluate = <A extends unknown[], R>(run: InDocument<A, R>, ...args: A) => {
    if (!bare) throw new Error('launched without the extension');
    return documentHandle(bare.mainFrame()).evaluate(run, ...args);
  };

  const newPage = async (url?: string): Promise<Page> => {
    const before = new Set(bare ? await extensionEvaluate(openTabIds) : []);
    const inner = await context.newPage();
    const after = bare ? await extensionEvaluate(openTabIds) : [];
    const page = wrap(inner, after.find((id) => !before.has(id)) ?? -1);
    if (url) await page.goto(url);
    return page;
  };

  const close = async () => {
    await context.close();
    await folder.remove();
  };

  return {
    name: 'chromium',
    version: whole.version(),
    extensionOrigin,
    newPage,
    extensionPage: (path) => newPage(extensionOrigin + path),
    extensionEvaluate,
    extensionWaitFor: (run, args, wait?: WaitOptions) =>
      waitUntil(() => extensionEvaluate(run, ...args), wait),
    badge: (page) =>
      extensionEvaluate(async (tabId) => {
        const text = await chrome.action.getBadgeText({ tabId });
        return { text, title: await chrome.action.getTitle({ tabId }) };
      }, page.tabId),
    killBackground: async () => {
      if (!bare) throw new Error('launched without the extension');
      await stopWorker(await context.newCDPSession(bare), extensionOrigin);
    },
    consoleLines: async () => lines,
    downloads: async () => downloads,
    closeAndReadRequests: async () => {
      await context.close();
      const requests = await readNetworkLog(networkLog);
      await folder.remove();
      return requests;
    },
    closed: () => ended,
    close,
  };
}
