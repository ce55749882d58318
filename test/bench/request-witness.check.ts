import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { temporaryFolder } from '../e2e/browsers/temporary-folder.ts';
import { alteredBuild } from '../e2e/support/altered-build.ts';
import { addSite } from '../e2e/support/extension-messages.ts';
import { browserName, type LabBrowser, startLabBrowser } from '../e2e/support/lab-browser.ts';

/**
 * What the second witness costs the background, in microseconds a request: from the browser's word to the body's
 * handing over, and the handing over itself. `SEALCHECK_BROWSER=firefox` measures Firefox. By hand into
 * docs/benchmarks-capture.md.
 */
const address = 'https://odd.lab.test/';
const REQUESTS = 200;

interface Times {
  /** Until the message to the page is made: reading the tab's session, taking the body apart, base64. */
  made: number;
  /** The call that hands it over. */
  handed: number;
}

/** Runs in the background before our code: times the one listener and the one way out. */
function clock(): void {
  const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
  const times: Times[] = [];
  let heard = 0;
  const { onBeforeRequest } = api.webRequest;
  const add = onBeforeRequest.addListener.bind(onBeforeRequest) as (...given: unknown[]) => void;
  const remove = onBeforeRequest.removeListener.bind(onBeforeRequest);
  let wrapped: ((request: unknown) => void) | undefined;
  onBeforeRequest.addListener = ((listener: (request: unknown) => void, ...rest: unknown[]) => {
    wrapped ??= (request) => {
      heard = performance.now();
      listener(request);
    };
    add(wrapped, ...rest);
  }) as typeof onBeforeRequest.addListener;
  onBeforeRequest.removeListener = () => {
    if (wrapped) remove(wrapped as never);
  };
  const send = api.tabs.sendMessage.bind(api.tabs) as (...given: unknown[]) => Promise<unknown>;
  api.tabs.sendMessage = ((...given: unknown[]) => {
    const start = performance.now();
    const result = send(...given);
    times.push({ made: start - heard, handed: performance.now() - start });
    if (times.length % 50 === 0) void api.storage.local.set({ benchmarkTimes: times.slice(-50) });
    return result;
  }) as typeof api.tabs.sendMessage;
}

const folder = await temporaryFolder('bench');
let labBrowser: LabBrowser;

beforeAll(async () => {
  const extension = await alteredBuild(folder.path, '');
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'));
  const entry = join(
    extension,
    manifest.background.service_worker ?? manifest.background.scripts[0],
  );
  // Imports run before the code that imports them, so the clock is an import that comes first.
  await writeFile(join(extension, 'clock.js'), `(${clock})();`);
  await writeFile(entry, `import '/clock.js';\n${await readFile(entry, 'utf8')}`);
  labBrowser = await startLabBrowser({ extension });
  await addSite(labBrowser.browser, address);
});
afterAll(async () => {
  await labBrowser?.stop();
  await folder.remove();
});

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test.each([300, 4_096, 65_536, 1_048_576])('a request of %d bytes', async (size) => {
  const { browser } = labBrowser;
  const page = await browser.newPage(address);
  await page.evaluate(
    async (bytes, count) => {
      const body = new Uint8Array(bytes).fill(120);
      for (let turn = 0; turn < count; turn += 1) {
        await fetch('/results', { method: 'POST', body });
        // One at a time: the clock knows the last one only.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    size,
    REQUESTS,
  );
  const times = await browser.extensionWaitFor(
    async () => (await chrome.storage.local.get('benchmarkTimes')).benchmarkTimes as Times[],
    [],
  );
  const made = median(times.map((one) => one.made * 1000));
  const handed = median(times.map((one) => one.handed * 1000));
  console.log(
    `${browserName}, ${size} B: ${made.toFixed(0)} µs until made, ${handed.toFixed(0)} µs to hand over`,
  );
  await browser.extensionEvaluate(() => chrome.storage.local.remove('benchmarkTimes'));
  await page.close();
});
