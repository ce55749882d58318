import { describe, expect, test } from 'vitest';
import packageInfo from '../../package.json' with { type: 'json' };
import { filesOf, readFrom, targets } from './artifact.ts';

/** The permissions that docs/permissions.md gives reasons for. A new one needs a reason there and a line here. */
const permissions = ['activeTab', 'scripting', 'storage', 'webRequest'];

describe.each(targets)('the manifest of dist/%s', (target) => {
  const manifest = JSON.parse(readFrom(target, 'manifest.json'));

  test('asks for the documented permissions and for no host from the start', () => {
    const isFirefox = target === 'firefox';
    const ofFirefox = isFirefox ? ['webRequestFilterResponse'] : [];
    const more = target === 'chrome-deep-capture' ? ['debugger'] : ofFirefox;
    expect([...manifest.permissions].sort()).toEqual([...permissions, ...more].sort());
    expect(manifest.optional_host_permissions).toEqual(['*://*/*', 'ws://*/*', 'wss://*/*']);
    expect(manifest.host_permissions ?? []).toEqual([]);
    expect(manifest.optional_permissions ?? []).toEqual(
      isFirefox ? ['webRequestBlocking', 'webRequestFilterResponse.serviceWorkerScript'] : [],
    );
  });

  test('runs nothing on any page by itself, and shows web pages none of its files', () => {
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  test('lets its pages load only its own files and connect to nothing', () => {
    const policy = new Map(
      String(manifest.content_security_policy.extension_pages)
        .split(';')
        .map((directive) => directive.trim().split(/\s+/))
        .map(([name = '', ...sources]) => [name, sources.join(' ')]),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('connect-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('form-action')).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|https?:|\*/);
  });

  test('has the version of the package', () => {
    expect(manifest.version).toBe(packageInfo.version);
  });

  test('names only files that exist', () => {
    const named = JSON.stringify(manifest).match(/"[\w./-]+\.(?:html|js|png|svg)"/g) ?? [];
    const files = new Set(filesOf(target));
    const paths = named.map((quoted) => JSON.parse(quoted).replace(/^\//, ''));
    expect(paths.length).toBeGreaterThan(4);
    for (const path of paths) expect(files, path).toContain(path);
  });
});

test('the manifests differ only in what one of the browsers needs', () => {
  const [chrome, firefox] = (['chrome', 'firefox'] as const).map((target) =>
    JSON.parse(readFrom(target, 'manifest.json')),
  );
  const own = ['background', 'browser_specific_settings', 'minimum_chrome_version'];
  for (const key of [...own, 'permissions', 'optional_permissions']) {
    // The first test has what each of them asks for.
    delete chrome[key];
    delete firefox[key];
  }
  expect(chrome).toEqual(firefox);
});

test('the build with deep capture has one permission and a name of its own, and the same code', () => {
  const [chrome, deep] = (['chrome', 'chrome-deep-capture'] as const).map((target) =>
    JSON.parse(readFrom(target, 'manifest.json')),
  );
  expect(deep.name).not.toBe(chrome.name);
  expect(deep.permissions.filter((one: string) => one !== 'debugger')).toEqual(chrome.permissions);
  expect({ ...deep, name: '', permissions: [] }).toEqual({ ...chrome, name: '', permissions: [] });
  expect(filesOf('chrome-deep-capture')).toEqual(filesOf('chrome'));
  for (const path of filesOf('chrome')) {
    if (path === 'manifest.json') continue;
    expect(readFrom('chrome-deep-capture', path) === readFrom('chrome', path), path).toBe(true);
  }
});
