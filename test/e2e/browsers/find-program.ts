import { accessSync, constants } from 'node:fs';

const programs = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
  },
} as const;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of an installed browser: the environment's word first, then the usual places. Throws when there is none. */
export function findBrowserProgram(name: 'chromium' | 'firefox'): string {
  const { variable, paths } = programs[name];
  const asked = process.env[variable];
  const found = asked ?? paths.find(isExecutable);
  if (!found) throw new Error(`no ${name} found in ${paths.join(', ')}; set ${variable}`);
  return found;
}
