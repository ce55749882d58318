import { existsSync } from 'node:fs';
import { runCommand } from '../run-command.mjs';

/** What each Debian package is needed for is seen by one of its files. */
const known = {
  chromium: { package: 'chromium', files: ['/usr/bin/chromium', '/usr/bin/chromium-browser'] },
  firefox: { package: 'firefox-esr', files: ['/usr/bin/firefox-esr', '/usr/bin/firefox'] },
  prosody: { package: 'prosody', files: ['/usr/bin/prosody'] },
  ngircd: { package: 'ngircd', files: ['/usr/sbin/ngircd'] },
  fonts: {
    package: 'fonts-dejavu-core',
    files: ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'],
  },
};

const overrides = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' };

function isPresent(name) {
  const variable = overrides[name];
  if (variable && process.env[variable]) return true;
  return known[name].files.some((file) => existsSync(file));
}

/** How to become root without a question, or undefined. */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (!existsSync('/usr/bin/sudo')) return undefined;
  const { code } = await runCommand('sudo', ['-n', 'true'], { capture: true });
  return code === 0 ? ['sudo', '-n'] : undefined;
}

/**
 * Installs Debian's packages for what is missing.
 *
 * @param {(keyof typeof known)[]} names
 * @throws with the command to run by hand, where it can't be done here.
 */
export async function ensureSystemPackages(names) {
  const packages = names.filter((name) => !isPresent(name)).map((name) => known[name].package);
  if (packages.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const prefix = existsSync('/usr/bin/apt-get') ? await rootPrefix() : undefined;
  if (!prefix) {
    throw new Error(
      `These are missing: ${packages.join(', ')}.\n` +
        `On Debian or Ubuntu, run:  sudo ${install}\n` +
        'Elsewhere install Chromium and Firefox yourself and set CHROMIUM_PATH and FIREFOX_PATH.',
    );
  }
  console.log(`Installing ${packages.join(', ')} …`);
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  const [program, ...before] = apt;
  const steps = [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ];
  for (const step of steps) {
    const { code } = await runCommand(program, [...before, ...step], { capture: true });
    if (code !== 0) throw new Error(`apt-get ${step[0]} failed; by hand:  sudo ${install}`);
  }
}
