import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Nothing here may fetch a browser or phone home. */
export const quietEnvironment = {
  ...process.env,
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  NO_UPDATE_NOTIFIER: '1',
  npm_config_update_notifier: 'false',
};

/**
 * Runs a program in the project's folder and waits for its end.
 *
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ capture?: boolean }} [options] capture: return its stdout instead of showing it
 * @returns {Promise<{ code: number, stdout: string }>}
 */
export function runCommand(program, parameters, { capture = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: root,
      env: quietEnvironment,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code: code ?? (signal ? 1 : 0), stdout: Buffer.concat(chunks).toString() });
    });
  });
}

/** Runs a script of the project, or of a package's bin, with this Node. */
export function runNode(script, parameters = [], options = {}) {
  return runCommand(process.execPath, [script, ...parameters], options);
}
