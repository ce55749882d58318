import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createServer as createVite } from 'vite';

const HOST = 'bench.lab.test';

/**
 * Times the engine in a page of each browser, on the payloads given by their names. Nanoseconds a call by the clock on
 * the wall, since a page has no other, and other programs' turns are in it: so the turn that nine tenths are slower than.
 * A browser that is not there is left out.
 *
 * @param {string} root folder of the project
 * @param {readonly { suite: string, name: string, size: number, measure: string, payloads: Uint8Array[] }[]} tasks
 * @param {{ turns: number, needle: string }} options
 */
export async function measureInBrowsers(root, tasks, { turns, needle }) {
  const script = await bundle(root);
  const server = createServer((request, response) => {
    if (request.url === '/engine.js') {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
    } else {
      const page = '<!doctype html><title>bench</title><script src="/engine.js"></script>';
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hosts = [{ host: HOST, scheme: 'http', port: server.address().port }];
  const vite = await createVite({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  const results = [];
  try {
    const { launchBrowser } = await vite.ssrLoadModule('/test/e2e/browsers/launch.ts');
    for (const name of ['chromium', 'firefox']) {
      const browser = await launchBrowser(name, { hosts }).catch(() => undefined);
      if (browser === undefined) continue;
      try {
        const page = await browser.newPage(`http://${HOST}/`);
        await page.waitFor(() => 'sealcheckBench' in globalThis, []);
        const label = `${name} ${Number.parseInt(browser.version, 10)}`;
        for (const { payloads, measure, ...row } of tasks) {
          const encoded = payloads.map((bytes) => Buffer.from(bytes).toString('base64'));
          const times = await page.evaluate(timeInPage, measure, encoded, turns, needle);
          results.push({ ...row, browser: label, ns: quietest(times) });
        }
      } finally {
        await browser.close();
      }
    }
  } finally {
    await vite.close();
    server.close();
  }
  return results;
}

function quietest(times) {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 10)];
}

/** The engine as one script that a page runs, as the content script is built. */
async function bundle(root) {
  const outDir = join(root, 'node_modules/.cache/sealcheck-bench-page');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      lib: {
        entry: fileURLToPath(new URL('page-engine.ts', import.meta.url)),
        formats: ['iife'],
        name: 'sealcheckBench',
        fileName: () => 'engine.js',
      },
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { output: { topLevelVar: false, extend: true } },
    },
  });
  return readFileSync(join(outDir, 'engine.js'));
}

/** Runs in the page: sees nothing of this module. */
function timeInPage(measure, encoded, turns, needle) {
  const engine = globalThis.sealcheckBench;
  const inputs = encoded.map((text) => Uint8Array.from(atob(text), (code) => code.charCodeAt(0)));
  const filter = new engine.GramFilter(engine.byteForms(needle));
  const run = {
    analysis: (bytes) => engine.analyse({ bytes }),
    uniformity: (bytes) => engine.testUniformity(bytes),
    histogram: (bytes) => engine.countBytes(engine.takeSample(bytes)).entropy,
    filter: (bytes) => filter.matches(bytes),
  }[measure];
  // Long turns: a page's clock may have steps of a millisecond.
  const milliseconds = 20;
  let calls = 0;
  const start = performance.now();
  while (performance.now() - start < 1000) {
    for (const bytes of inputs) run(bytes);
    calls += inputs.length;
  }
  const perTurn = Math.max(1, Math.round((calls * milliseconds) / (performance.now() - start)));
  return Array.from({ length: turns }, () => {
    const begin = performance.now();
    for (let call = 0; call < perTurn; call += 1) run(inputs[call % inputs.length]);
    return ((performance.now() - begin) * 1e6) / perTurn;
  });
}
