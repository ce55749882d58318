// Builds the preview, opens every state under the extension's own content security policy, and fails on any
// axe violation, console error or sideways scrolling, in light and dark. With a folder as argument it also
// leaves screenshots there.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { pages } from './pages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8'));
const policy = manifest.content_security_policy.extension_pages;
const [shots, only] = process.argv.slice(2);
if (shots) await mkdir(shots, { recursive: true });
const outDir = await mkdtemp(join(tmpdir(), 'sealcheck-ui-'));
const config = { configFile: false, root, publicDir: 'public', logLevel: 'error' };

await build({
  ...config,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: { input: join(root, 'test/ui/preview.html') },
  },
});
const server = await preview({
  ...config,
  build: { outDir },
  preview: { port: 0, host: '127.0.0.1', headers: { 'Content-Security-Policy': policy } },
});
const base = server.resolvedUrls?.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

const problems = [];
let checked = 0;
for (const { name, query, variants } of pages) {
  if (only && !name.startsWith(only)) continue;
  for (const variant of variants) {
    const label = `${name}, ${variant.name}`;
    const context = await browser.newContext({
      viewport: variant.viewport,
      colorScheme: variant.scheme ?? 'light',
      deviceScaleFactor: variant.scale ?? 1,
      ...(variant.contrast ? { contrast: variant.contrast } : {}),
      ...(variant.forcedColors ? { forcedColors: 'active' } : {}),
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${label}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${label}: ${error.message}`));
    const direction = variant.direction ? `&dir=${variant.direction}` : '';
    await page.goto(`${base}test/ui/preview.html?${query}${direction}`, { waitUntil: 'load' });
    await page.locator('body > *').first().waitFor();
    for (const summary of await page.locator(variant.open ?? 'nothing').all())
      await summary.click();
    if (shots) {
      const file = `${name}-${variant.name}`.replace(/[^a-z0-9-]+/gi, '-');
      await page.screenshot({ path: join(shots, `${file}.png`), fullPage: !variant.inView });
    }
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (wide > 0) problems.push(`${label}: ${wide} px wider than the window`);
    // Runs through the debugger protocol, so the page's policy stays as it is.
    await page.evaluate(axe.source);
    const result = await page.evaluate(() => globalThis.axe.run());
    for (const violation of result.violations) {
      const where = violation.nodes.map((node) => `${node.target} ${node.failureSummary}`);
      problems.push(`${label}: ${violation.id}: ${where.join('\n    ')}`);
    }
    if (result.passes.length === 0) problems.push(`${label}: axe looked at nothing`);
    checked += 1;
    await context.close();
  }
}
await browser.close();
await server.close();
await rm(outDir, { recursive: true });
for (const problem of problems) console.error(problem);
console.log(`${checked} pages checked, ${problems.length} problems`);
process.exitCode = problems.length > 0 || checked === 0 ? 1 : 0;
