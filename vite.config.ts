/// <reference types="vitest/config" />
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crx } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import base from './manifest.json' with { type: 'json' };
import packageInfo from './package.json' with { type: 'json' };

const targets = ['chrome', 'chrome-deep-capture', 'firefox'] as const;
type Target = (typeof targets)[number];

/** The manifest for one browser: manifest.json with what only that browser understands. */
function manifestFor(target: Target) {
  const { minimum_chrome_version, ...common } = base;
  if (target === 'chrome') {
    return { ...common, minimum_chrome_version, version: packageInfo.version };
  }
  if (target === 'chrome-deep-capture') {
    // A name of its own, for a permission that the browser can't ask for later: docs/decisions/0012.
    return {
      ...common,
      name: '__MSG_extensionNameDeepCapture__',
      minimum_chrome_version,
      version: packageInfo.version,
      permissions: [...base.permissions, 'debugger'],
    };
  }
  return {
    ...common,
    version: packageInfo.version,
    background: { scripts: [base.background.service_worker], type: 'module' },
    // For "Look into workers", docs/permissions.md. The first does nothing without the others, but has to be there before the
    // background uses webRequest: granted later, it would count from the background's next start on only.
    permissions: [...base.permissions, 'webRequestFilterResponse'],
    optional_permissions: ['webRequestBlocking', 'webRequestFilterResponse.serviceWorkerScript'],
    browser_specific_settings: {
      gecko: {
        id: 'sealcheck@sealcheck.invalid',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
      gecko_android: { strict_min_version: '142.0' },
    },
  };
}

/**
 * The page scripts stand in manifest.json only so that they are built as self-contained IIFEs. They are
 * registered at run time, for the sites that the person switched on, so the shipped manifest must neither
 * declare them nor make any of our files readable to web pages.
 */
function dropStaticContentScripts(outDir: string): Plugin {
  return {
    name: 'drop-static-content-scripts',
    apply: 'build',
    enforce: 'post',
    async closeBundle() {
      const path = join(outDir, 'manifest.json');
      const { content_scripts, web_accessible_resources, ...manifest } = JSON.parse(
        await readFile(path, 'utf8'),
      );
      const files = (content_scripts ?? []).flatMap((script: { js: string[] }) => script.js);
      const loaders = files.filter((file: string) => !file.endsWith('.iife.js'));
      if (files.length !== 2 || loaders.length > 0) {
        throw new Error(`page scripts must be built as two IIFEs, got: ${files.join(', ')}`);
      }
      await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
      for (const file of files) await escapeNonAscii(join(outDir, file));
    },
  };
}

/**
 * Chromium refuses a page script with a Unicode noncharacter in it ("isn't UTF-8 encoded"), and an XML parser's
 * tables have those. In strings and regular expressions an escape means the same.
 */
async function escapeNonAscii(file: string): Promise<void> {
  const code = await readFile(file, 'utf8');
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  await writeFile(file, code.replace(/[^ -~\s]/g, escaped));
}

/** preact's innerHTML path is unused here; without it reviewers' scanners have nothing to find. */
function noInnerHtml(): Plugin {
  return {
    name: 'no-inner-html',
    enforce: 'pre',
    transform(code, id) {
      if (!/[\\/]preact[\\/]dist[\\/]/.test(id)) return null;
      const cleaned = code.replace(/\b\w+\.innerHTML=(\w+\.__html)/g, 'void $1');
      return cleaned === code ? null : { code: cleaned, map: null };
    },
  };
}

export default defineConfig(() => {
  if (process.env.VITEST) return { test: { include: ['src/**/*.test.{ts,tsx}'] } };
  const target = targets.find((name) => name === process.env.TARGET) ?? 'chrome';
  const outDir = `dist/${target}`;
  return {
    plugins: [
      noInnerHtml(),
      // crxjs's manifest type lacks background.scripts and Firefox's settings.
      crx({
        manifest: manifestFor(target) as never,
        browser: target === 'firefox' ? 'firefox' : 'chrome',
      }),
      dropStaticContentScripts(outDir),
    ],
    oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: {
        // `var` instead of `const` would hide from V8 that the engine's tables never change: twice the time.
        output: { topLevelVar: false },
        input: {
          dashboard: 'src/ui/dashboard/index.html',
          onboarding: 'src/ui/onboarding/index.html',
        },
      },
    },
  };
});
