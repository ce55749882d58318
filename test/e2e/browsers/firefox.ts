import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BidiClient, connectBidi } from './bidi.ts';
import type {
  Browser,
  ConsoleLine,
  DocumentHandle,
  InDocument,
  LaunchOptions,
  NetworkRequest,
  Page,
} from './browser.ts';
import { startBrowserProcess } from './browser-process.ts';
import { copyWithGrantedHosts } from './extension-copy.ts';
import { bareDocument, openTabIds } from './extension-document.ts';
import { findBrowserProgram } from './find-program.ts';
import { readRequests, recordRequests, suspendBackground } from './firefox-chrome-scope.ts';
import { clickActions, findElement, pressActions, typingActions } from './firefox-input.ts';
import { extensionUuid, writeFirefoxProfile } from './firefox-profile.ts';
import { startLabProxy } from './lab-proxy.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

interface RemoteAnswer {
  type: 'success' | 'exception';
  result?: { type: string; value?: unknown; sharedId?: string };
  exceptionDetails?: { text: string };
}

interface Context {
  context: string;
  url: string;
  children: Context[] | null;
}

async function call(
  bidi: BidiClient,
  context: string,
  functionDeclaration: string,
  argument: string,
): Promise<RemoteAnswer['result']> {
  const answer = (await bidi.command('script.callFunction', {
    functionDeclaration,
    arguments: [{ type: 'string', value: argument }],
    awaitPromise: true,
    target: { context },
  })) as unknown as RemoteAnswer;
  if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text);
  return answer.result;
}

/** Arguments and result travel as JSON text, so that both browsers' rules for values are the same. */
async function evaluateIn<A extends unknown[], R>(
  bidi: BidiClient,
  context: string,
  run: InDocument<A, R>,
  args: A,
): Promise<R> {
  const wrapped = `async (json) => JSON.stringify({ value: await (${run})(...JSON.parse(json)) })`;
  const result = await call(bidi, context, wrapped, JSON.stringify(args));
  return JSON.parse(String(result?.value)).value;
}

/** `top` is the tab's context: input events go there, whichever frame the element is in. */
function documentHandle(bidi: BidiClient, top: string, context: string): DocumentHandle {
  const evaluate = <A extends unknown[], R>(run: InDocument<A, R>, ...args: A) =>
    evaluateIn(bidi, context, run, args);
  const perform = async (actions: object[]) => {
    await bidi.command('input.performActions', { context, actions });
  };
  const click = async (selector: string) => {
    await bidi.command('browsingContext.activate', { context: top });
    const sharedId = await waitUntil(
      async () => (await call(bidi, context, `${findElement}`, selector))?.sharedId,
      { what: `an element ${selector}` },
    );
    await perform(clickActions(sharedId));
  };
  return {
    url: () => evaluate(() => location.href),
    evaluate,
    waitFor: (run, args, options) => waitUntil(() => evaluate(run, ...args), options),
    click,
    type: async (selector, text) => {
      await click(selector);
      await perform(typingActions(text));
    },
    press: (key) => perform(pressActions(key)),
  };
}

function descendants(tree: Context): Context[] {
  return (tree.children ?? []).flatMap((child) => [child, ...descendants(child)]);
}

/** Starts Firefox with a fresh profile, closed off from everything but the lab. */
export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
  const folder = await temporaryFolder('firefox');
  const proxy = await startLabProxy(options.hosts);
  const manifest = options.extension
    ? JSON.parse(await readFile(join(options.extension, 'manifest.json'), 'utf8'))
    : undefined;
  const extensionId = String(manifest?.browser_specific_settings.gecko.id ?? 'none@none.invalid');
  const profile = join(folder.path, 'profile');
  const downloads = join(folder.path, 'downloads');
  await mkdir(downloads);
  await writeFirefoxProfile(profile, {
    extensionId,
    downloads,
    proxyPort: proxy.port,
    ...(options.locale ? { locale: options.locale } : {}),
  });
  const firefox = await startBrowserProcess(
    findBrowserProgram('firefox'),
    [
      ...(options.headed ? [] : ['--headless']),
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port=0',
      // Pages of the extension, and the browser's own scope, are closed to BiDi without it.
      '--remote-allow-system-access',
    ],
    /WebDriver BiDi listening on (ws:\/\/\S+)/,
    { MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '900' },
  );
  const bidi = await connectBidi(`${firefox.address}/session`);

  const session = (await bidi.command('session.new', {
    capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
  })) as { capabilities: { browserVersion: string } };
  const chromeTree = (await bidi.command('browsingContext.getTree', {
    'moz:scope': 'chrome',
  })) as unknown as { contexts: Context[] };
  const chromeContext = chromeTree.contexts[0]?.context ?? '';
  await evaluateIn(bidi, chromeContext, recordRequests, []);

  const lines: ConsoleLine[] = [];
  bidi.onEvent('log.entryAdded', (entry) => {
    lines.push({ from: 'log.entryAdded', text: JSON.stringify(entry) });
  });
  await bidi.command('session.subscribe', { events: ['log.entryAdded'] });

  const open = async (): Promise<string> => {
    const created = await bidi.command('browsingContext.create', { type: 'tab' });
    return String(created.context);
  };
  const goto = async (context: string, url: string) => {
    await bidi.command('browsingContext.navigate', { context, url, wait: 'complete' });
  };

  let extensionOrigin = '';
  let bare = '';
  if (options.extension) {
    let path = options.extension;
    if (options.granted === 'all') {
      path = join(folder.path, 'extension');
      await copyWithGrantedHosts(options.extension, path);
    }
    await bidi.command('webExtension.install', { extensionData: { type: 'path', path } });
    extensionOrigin = `moz-extension://${extensionUuid}/`;
    bare = await open();
    await goto(bare, extensionOrigin + bareDocument);
  }
  const extensionEvaluate = <A extends unknown[], R>(run: InDocument<A, R>, ...args: A) => {
    if (!bare) throw new Error('launched without the extension');
    return evaluateIn(bidi, bare, run, args);
  };

  const newPage = async (url?: string): Promise<Page> => {
    const before = new Set(bare ? await extensionEvaluate(openTabIds) : []);
    const context = await open();
    const after = bare ? await extensionEvaluate(openTabIds) : [];
    if (url) await goto(context, url);
    return {
      ...documentHandle(bidi, context, context),
      tabId: after.find((id) => !before.has(id)) ?? -1,
      goto: (next) => goto(context, next),
      frames: async () => {
        const tree = await bidi.command('browsingContext.getTree', { root: context });
        const [root] = tree.contexts as Context[];
        return (root ? descendants(root) : []).map((child) =>
          documentHandle(bidi, context, child.context),
        );
      },
      bringToFront: async () => void (await bidi.command('browsingContext.activate', { context })),
      screenshot: async (path, size) => {
        if (size) {
          await bidi.command('browsingContext.setViewport', { context, viewport: size });
        }
        const { data } = await bidi.command('browsingContext.captureScreenshot', { context });
        await writeFile(path, Buffer.from(String(data), 'base64'));
      },
      close: async () => void (await bidi.command('browsingContext.close', { context })),
    };
  };

  const requests = (): Promise<NetworkRequest[]> =>
    evaluateIn(bidi, chromeContext, readRequests, []);

  const close = async () => {
    await bidi.command('browser.close', {}).catch(() => firefox.kill());
    const timer = setTimeout(() => firefox.kill(), 10_000);
    await firefox.ended;
    clearTimeout(timer);
    bidi.close();
    await proxy.close();
    await folder.remove();
  };

  return {
    name: 'firefox',
    version: session.capabilities.browserVersion,
    extensionOrigin,
    newPage,
    extensionPage: (path) => newPage(extensionOrigin + path),
    extensionEvaluate,
    extensionWaitFor: (run, args, wait) => waitUntil(() => extensionEvaluate(run, ...args), wait),
    badge: (page) =>
      extensionEvaluate(async (tabId) => {
        const text = await chrome.action.getBadgeText({ tabId });
        return { text, title: await chrome.action.getTitle({ tabId }) };
      }, page.tabId),
    killBackground: async () => {
      await waitUntil(
        async () =>
          (await evaluateIn(bidi, chromeContext, suspendBackground, [extensionId])) === 'stopped',
        { what: 'the event page to stop' },
      );
    },
    consoleLines: async () => [
      ...lines,
      ...firefox.output.map((text) => ({ from: 'stdout', text })),
    ],
    downloads: async () => {
      const names = await readdir(downloads);
      // Firefox keeps the place with an empty file while it writes another, `….part`.
      if (names.some((name) => name.endsWith('.part'))) return [];
      const paths = names.map((name) => join(downloads, name));
      const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
      return paths.filter((_, index) => (sizes[index] ?? 0) > 0);
    },
    closeAndReadRequests: async () => {
      const recorded = await requests();
      await close();
      return recorded;
    },
    closed: () => firefox.ended,
    close,
  };
}
