import * as v from 'valibot';
import { type Profile, profileSchema } from './profile.ts';

export { addedSiteId } from './added-site.ts';

const files = import.meta.glob<unknown>('./*.json', { eager: true, import: 'default' });

/** All profiles, checked against the schema, by id. A new file beside this one is all that a platform needs. */
export const profiles: readonly Profile[] = Object.values(files)
  .map((file) => v.parse(profileSchema, file))
  .sort((a, b) => (a.id < b.id ? -1 : 1));

const profileById = new Map(profiles.map((profile) => [profile.id, profile]));

export function profileOf(id: string): Profile | undefined {
  return profileById.get(id);
}

/** Profiles whose rules are tried on every site that the person adds. */
export const selfHostedProtocols: readonly Profile[] = profiles.filter(
  ({ selfHosted }) => selfHosted,
);
