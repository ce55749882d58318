import { originPattern } from '../../browser/match-pattern.ts';
import { requestPatterns } from '../../browser/permissions.ts';
import { askBackground } from '../../browser/runtime-messages.ts';
import type { Service } from '../../messages/messages.ts';
import type { SiteActions } from '../components/site-actions.ts';

/**
 * Switches platforms and sites on and off in the real extension. Permissions are asked for before anything is
 * awaited: Firefox only lets a click do that. The choice is told at the same time and not after the answer,
 * because the browser's question may close the popup that asked; without the permission nothing runs.
 */
export const siteActions: SiteActions = {
  async switchOn(services) {
    const given = requestPatterns(services.flatMap((service) => service.pages));
    const told = eachOf(services, ({ id, origin }) =>
      origin === undefined
        ? askBackground({ kind: 'set-platform', id, enabled: true })
        : askBackground({ kind: 'add-site', origin }),
    );
    const [allowed] = await Promise.all([given, told]);
    if (!allowed) await eachOf(services, siteActions.switchOff);
    return allowed;
  },
  async switchOff({ id, origin }) {
    if (origin === undefined) await askBackground({ kind: 'set-platform', id, enabled: false });
    else await askBackground({ kind: 'remove-site', origin });
  },
  async addSite(origin) {
    const pattern = originPattern(origin);
    if (!pattern) throw new Error(`${origin} is not a web site.`);
    const given = requestPatterns([pattern]);
    const told = askBackground({ kind: 'add-site', origin });
    const [allowed] = await Promise.all([given, told]);
    if (!allowed) await askBackground({ kind: 'remove-site', origin });
    return allowed;
  },
};

/** One after another. */
async function eachOf(
  services: readonly Service[],
  action: (service: Service) => Promise<unknown>,
): Promise<void> {
  for (const service of services) await action(service);
}
