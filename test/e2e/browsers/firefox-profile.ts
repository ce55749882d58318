import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The extension's internal id, fixed so that its pages have a known address. */
export const extensionUuid = '11111111-2222-4333-8444-555555555555';

export interface ProfileOptions {
  extensionId: string;
  proxyPort: number;
  /** Folder for what pages have the browser save. */
  downloads: string;
  locale?: string;
}

/** Writes a fresh profile: the lab's proxy for everything, nothing that Firefox asks for by itself. */
export async function writeFirefoxProfile(folder: string, options: ProfileOptions): Promise<void> {
  const preferences = {
    'extensions.webextensions.uuids': JSON.stringify({ [options.extensionId]: extensionUuid }),
    // The permission prompt stays open for ever under automation; without it the request is granted on a click.
    'extensions.webextOptionalPermissionPrompts': false,
    'network.proxy.type': 1,
    'network.proxy.socks': '127.0.0.1',
    'network.proxy.socks_port': options.proxyPort,
    'network.proxy.socks_version': 5,
    'network.proxy.socks_remote_dns': true,
    'network.proxy.no_proxies_on': '127.0.0.1',
    'network.trr.mode': 5,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'browser.download.folderList': 2,
    'browser.download.dir': options.downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'remote.prefs.recommended': true,
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'browser.safebrowsing.update.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.enabled': false,
    // The lab's http pages must stay http, and its unknown certificates are accepted by the session.
    'dom.security.https_first': false,
    'security.OCSP.enabled': 0,
    // Console lines of every content process, also of the extension's background, go to stdout.
    'devtools.console.stdout.content': true,
    'browser.dom.window.dump.enabled': true,
    ...(options.locale
      ? { 'intl.locale.requested': options.locale, 'intl.accept_languages': options.locale }
      : {}),
  };
  await mkdir(folder, { recursive: true });
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(folder, 'user.js'), lines.join(''));
}
