/** The services that Sealcheck can look at: the profiles, and the sites that the person added. */
import { matchesPattern, originPattern, webOrigin, wholeHost } from '../browser/match-pattern.ts';
import type { Service } from '../messages/messages.ts';
import type { Profile } from '../platforms/profile.ts';
import { addedSiteId } from '../platforms/registry.ts';

export interface KnownService {
  service: Service;
  profile: Profile;
  enabled: boolean;
}

/** What the person switched on. */
export interface Choices {
  /** Ids of profiles. */
  platforms: readonly string[];
  /** Origins of added sites. */
  sites: readonly string[];
}

/**
 * Every profile, then every added site.
 *
 * @throws RangeError when the profile of added sites is missing
 */
export function listServices(profiles: readonly Profile[], choices: Choices): KnownService[] {
  const base = profiles.find(({ id }) => id === addedSiteId);
  if (base === undefined) throw new RangeError('the profile of added sites is missing');
  const platforms = profiles
    .filter((profile) => profile !== base)
    .map((profile) => ({
      service: { id: profile.id, name: profile.name, pages: permissionPatterns(profile.pages) },
      profile,
      enabled: profile.pages.length > 0 && choices.platforms.includes(profile.id),
    }));
  return [...platforms, ...choices.sites.flatMap((origin) => addedSite(origin, base))];
}

/**
 * The service of a page: the profile that names the very page, else one that names its host (the person may come
 * to the messages later, without a load), else the added site.
 */
export function serviceAt(
  services: readonly KnownService[],
  address: string | undefined,
): KnownService | undefined {
  const origin = webOrigin(address);
  if (address === undefined || origin === undefined) return undefined;
  const candidates = [
    ...services.filter(({ profile }) =>
      profile.pages.some((page) => matchesPattern(page, address)),
    ),
    ...services.filter(
      ({ service }) =>
        service.origin === undefined && service.pages.some((page) => matchesPattern(page, address)),
    ),
  ].filter(({ service }) => service.origin === undefined || service.origin === origin);
  return candidates.find(({ enabled }) => enabled) ?? candidates[0];
}

/** Host permissions know no paths, so a service's permission is always for whole hosts. */
function permissionPatterns(pages: readonly string[]): string[] {
  return [...new Set(pages.map(wholeHost))];
}

function addedSite(origin: string, base: Profile): KnownService[] {
  const pattern = originPattern(origin);
  if (pattern === undefined) return [];
  const { host } = new URL(origin);
  const service: Service = { id: origin, name: host, pages: [pattern], origin };
  return [{ service, profile: { ...base, name: host, pages: [pattern] }, enabled: true }];
}
