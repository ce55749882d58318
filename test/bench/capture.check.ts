import { afterAll, beforeAll, test } from 'vitest';
import { addSite } from '../e2e/support/extension-messages.ts';
import { browserName, type LabBrowser, startLabBrowser } from '../e2e/support/lab-browser.ts';

/**
 * What watching costs a page, in microseconds a call: the same page with and without the extension, in turns.
 * `SEALCHECK_BROWSER=firefox` measures Firefox. The table goes into docs/benchmarks-capture.md by hand.
 */
const address = 'https://decoy.lab.test/';
const TURNS = 9;

let watched: LabBrowser;
let bare: LabBrowser;

beforeAll(async () => {
  watched = await startLabBrowser();
  bare = await startLabBrowser({ withExtension: false });
  await addSite(watched.browser, address);
});
afterAll(async () => {
  await watched?.stop();
  await bare?.stop();
});

/** Runs in the page: microseconds a call, by what was called. */
async function measure(): Promise<Record<string, number>> {
  const calls = 300;
  const result: Record<string, number> = {};
  const time = async (name: string, run: () => unknown): Promise<void> => {
    for (let turn = 0; turn < 30; turn += 1) await run();
    const start = performance.now();
    for (let turn = 0; turn < calls; turn += 1) await run();
    result[name] = ((performance.now() - start) * 1000) / calls;
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  const now = (name: string, run: () => void): Promise<void> =>
    time(name, () => {
      run();
    });
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const iv = new Uint8Array(12);
  for (const size of [256, 4096, 65_536]) {
    const data = new Uint8Array(size);
    await time(`encrypt ${size} B`, () =>
      crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data),
    );
  }
  await time('importKey', () => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']));
  await time('digest (not watched)', () => crypto.subtle.digest('SHA-256', raw));
  const socket = new WebSocket(`wss://${location.host}/socket`);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  const frame = crypto.getRandomValues(new Uint8Array(256));
  await now('WebSocket.send 256 B', () => socket.send(frame));
  socket.close();
  const { port1 } = new MessageChannel();
  await now('MessagePort.postMessage, nothing', () => port1.postMessage(null));
  const message = {
    command: 'set',
    values: Array.from({ length: 20 }, (_, id) => ({ id, text: 'a text' })),
  };
  await now('MessagePort.postMessage, 20 objects', () => port1.postMessage(message));
  const script = new Blob(['onmessage = ({ data }) => postMessage(data);'], {
    type: 'text/javascript',
  });
  const starts: number[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const start = performance.now();
    const worker = new Worker(URL.createObjectURL(script));
    await new Promise((resolve) => {
      worker.onmessage = resolve;
      worker.postMessage('first');
    });
    starts.push((performance.now() - start) * 1000);
    worker.terminate();
  }
  result['blob worker, until its first answer'] = starts.sort((a, b) => a - b)[6] ?? 0;
  return result;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test('cost of watching', async () => {
  const pages = [await bare.browser.newPage(address), await watched.browser.newPage(address)];
  const runs: Record<string, number>[][] = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [side, page] of pages.entries()) runs[side]?.push(await page.evaluate(measure));
  }
  const lines = Object.keys(runs[0]?.[0] ?? {}).map((name) => {
    const [without = 0, withUs = 0] = runs.map((side) => median(side.map((run) => run[name] ?? 0)));
    const cells = [name, without.toFixed(1), withUs.toFixed(1), (withUs - without).toFixed(1)];
    return `| ${cells.join(' | ')} |`;
  });
  console.log(
    `${browserName}\n| µs a call | without | with | added |\n| --- | --- | --- | --- |\n${lines.join('\n')}`,
  );
});
