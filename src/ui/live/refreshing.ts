import type { SiteActions } from '../components/site-actions.ts';

/** The same actions, with `refresh` after each, whether it worked or not. */
export function refreshing(actions: SiteActions, refresh: () => Promise<void>): SiteActions {
  return {
    switchOn: (services) => actions.switchOn(services).finally(refresh),
    switchOff: (service) => actions.switchOff(service).finally(refresh),
    addSite: (origin) => actions.addSite(origin).finally(refresh),
  };
}
