import { CONTENT_SCRIPT, TAP_SCRIPT } from '../browser/script-paths.ts';
import type { PageScript, ScriptRegister } from '../browser/scripting.ts';

/**
 * Makes the browser's register say exactly what it should: both page scripts for these sites, nothing where
 * there is none. Calls must not overlap.
 *
 * One pair for all sites, not one a site: where two sites overlap, a page would get the scripts twice. The
 * content script comes first, since scripts run in the order in which they were registered.
 *
 * @param patterns match patterns that are switched on and permitted
 */
export async function syncRegistrations(
  register: ScriptRegister,
  patterns: readonly string[],
): Promise<void> {
  const matches = [...new Set(patterns)].sort();
  const wanted = matches.length > 0 ? pageScripts(matches) : [];
  const present = await register.list();
  if (fingerprint(present) === fingerprint(wanted)) return;
  await register.remove(present.map(({ id }) => id));
  if (wanted.length > 0) await register.add(wanted);
}

function pageScripts(matches: string[]): PageScript[] {
  return [
    { id: 'content', file: CONTENT_SCRIPT, world: 'ISOLATED', matches },
    { id: 'tap', file: TAP_SCRIPT, world: 'MAIN', matches },
  ];
}

function fingerprint(scripts: readonly { id: string; matches: string[] }[]): string {
  return JSON.stringify(scripts.map(({ id, matches }) => [id, matches.toSorted()]).sort());
}
