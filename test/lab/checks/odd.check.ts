import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, resolverRules, startLab } from '../start-lab.ts';
import { chromiumPath, openLabBrowser } from './lab-browser.ts';

interface Result {
  name: string;
  value?: unknown;
  error?: { name: string; message: string };
  events: string[];
  unhandled: string[];
}

interface OddWindow {
  caseNames: string[];
  runCase(name: string): Promise<Result>;
}

let lab: Lab;
let browser: Browser;

beforeAll(async () => {
  lab = await startLab();
  browser = await openLabBrowser(lab);
});

afterAll(async () => {
  await browser?.close();
  await lab?.stop();
});

/** Playwright carries bodies through its pipe as text and can't hold 100 MB of them. */
const tooLargeForPlaywright = 'fetch-100mb-buffer';

async function runAll(address: string): Promise<Result[]> {
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  await page.goto(address);
  const names = await page.evaluate(() => (window as unknown as OddWindow).caseNames);
  const results: Result[] = [];
  for (const name of names.filter((one) => one !== tooLargeForPlaywright)) {
    const run = (which: string): Promise<Result> => (window as unknown as OddWindow).runCase(which);
    results.push(await page.evaluate(run, name));
  }
  await page.close();
  return results;
}

it('observes the same in every run, so that runs with a watcher can be compared', async () => {
  const [first, second] = [
    await runAll('https://odd.lab.test/'),
    await runAll('https://odd.lab.test/'),
  ];
  expect(first.length).toBeGreaterThan(80);
  expect(second).toEqual(first);
  const byName = new Map(first.map((result) => [result.name, result]));
  expect(byName.get('fetch-throwing-object')?.error?.name).toBe('RangeError');
  expect(byName.get('unhandled-rejection')?.unhandled).toHaveLength(1);
  expect(byName.get('fetch-100mb-blob')?.value).toMatchObject({ echo: { bytes: 104_857_600 } });
}, 90_000);

it('runs under Trusted Types as well', async () => {
  const results = await runAll('https://strict.lab.test/');
  const failed = results.filter(({ error }) => error?.message.includes('TrustedHTML'));
  // Parsing markup is what that policy forbids: the one case that does so shows the policy is in force.
  expect(failed.map(({ name }) => name)).toEqual(['xhr-document']);
}, 60_000);

it('uploads 100 MB from a page that nothing is attached to', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'sealcheck-odd-'));
  const child: ChildProcess = spawn(
    chromiumPath(),
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--ignore-certificate-errors',
      `--user-data-dir=${profile}`,
      `--host-resolver-rules=${resolverRules(lab)}`,
      '--remote-debugging-port=0',
      `https://odd.lab.test/?run=${tooLargeForPlaywright}`,
    ],
    { stdio: 'ignore' },
  );
  try {
    const results = await expect.poll(
      () => lab.received.find(({ path }) => path === '/results')?.body?.toString(),
      { timeout: 50_000 },
    );
    await results.toContain('"bytes":104857600');
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}, 60_000);

it('sends at once from its first inline script, on every page, when asked to race', async () => {
  lab.received.length = 0;
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  for (const address of [
    'https://strict.lab.test/?race=1',
    'https://www.tiktok.com/messages?race=1',
  ]) {
    await page.goto(address);
    await page.waitForSelector('html[data-race-done]');
  }
  await page.goto('https://www.tiktok.com/messages');
  await page.waitForSelector('html[data-ready]');
  await page.close();
  const raced = lab.received.filter(({ path }) => path.startsWith('/race/'));
  const kinds = ['/race/beacon', '/race/fetch', '/race/socket', '/race/xhr'];
  expect(raced.map(({ path }) => path).sort()).toEqual([...kinds, ...kinds].sort());
});
