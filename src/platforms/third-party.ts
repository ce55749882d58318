import { getDomain } from 'tldts-icann';
import { compileHostGlob } from './glob.ts';
import type { Profile } from './profile.ts';

/**
 * True when the request goes to somebody else than the page's own site (same registrable domain by the Public
 * Suffix List) and than the service's further hosts. Hosts without a registrable domain (addresses, localhost)
 * are compared as they are; ports don't matter. An address that can't be read is nobody we know.
 */
export function isThirdParty(
  pageUrl: string,
  requestUrl: string,
  profile: Pick<Profile, 'hosts'>,
): boolean {
  if (!URL.canParse(pageUrl) || !URL.canParse(requestUrl)) return true;
  const request = new URL(requestUrl);
  const page = new URL(pageUrl);
  return (
    site(page.hostname) !== site(request.hostname) &&
    !profile.hosts.some((glob) => compileHostGlob(glob)(request))
  );
}

function site(host: string): string {
  return getDomain(host) ?? host;
}
