/** Match patterns of the requests that the second witness listens to. */
import { socketPatterns } from '../../browser/match-pattern.ts';
import type { KnownService } from '../services.ts';

/**
 * Those of the services' pages, and of the further hosts that their profiles name; sockets too. A pattern gives no
 * access: what the person did not grant is not heard.
 *
 * @param pages match patterns that are switched on and permitted
 */
export function requestPatterns(
  services: readonly KnownService[],
  pages: readonly string[],
): string[] {
  if (pages.length === 0) return [];
  const granted = new Set(pages);
  const watched = services.filter(({ service }) => service.pages.some((page) => granted.has(page)));
  const hosts = watched.flatMap(({ profile }) => profile.hosts.flatMap((glob) => hostOf(glob)));
  const patterns = [...pages, ...hosts.map((host) => `*://${host}/*`)];
  return [...new Set(patterns.flatMap((pattern) => [pattern, ...socketPatterns(pattern)]))].sort();
}

/** A glob over host names as the nearest host that a match pattern may have: `im-*.example.com`, `*.example.com`. */
function hostOf(glob: string): string[] {
  const host = glob.replace(/:(\d+|\*)$/, '');
  if (!host.includes('*')) return [host];
  const fixed = host.slice(host.lastIndexOf('*') + 1);
  const domain = fixed.slice(fixed.indexOf('.') + 1);
  return fixed.includes('.') && domain.includes('.') ? [`*.${domain}`] : [];
}
