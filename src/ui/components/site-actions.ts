import type { Service } from '../../messages/messages.ts';

/**
 * What a person can change. Those that resolve to whether access was given ask the browser for it, and so must
 * be called from the click itself.
 */
export interface SiteActions {
  switchOn(services: readonly Service[]): Promise<boolean>;
  /** A site that the person added is removed from the list. */
  switchOff(service: Service): Promise<void>;
  addSite(origin: string): Promise<boolean>;
}
