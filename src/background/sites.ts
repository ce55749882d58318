import type { KeyValueArea } from '../browser/key-value-area.ts';
import { matchesPattern, webOrigin } from '../browser/match-pattern.ts';
import type { ScriptRegister } from '../browser/scripting.ts';
import type { ServiceState } from '../messages/messages.ts';
import type { Profile } from '../platforms/profile.ts';
import { ChoiceStore } from './choices.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { syncRegistrations } from './registrations.ts';
import { type KnownService, listServices, serviceAt } from './services.ts';
import { requestPatterns } from './witness/request-patterns.ts';

export interface SitesParts {
  local: KeyValueArea;
  register: ScriptRegister;
  profiles: readonly Profile[];
  /** Those of the match patterns that the browser grants us. */
  granted(patterns: readonly string[]): Promise<string[]>;
  /** From now on the browser tells of requests to these match patterns, and of no others. */
  listenTo(patterns: readonly string[]): void;
}

/** Which platforms and sites are switched on, and the page scripts and listeners that follow from it. */
export class Sites {
  readonly #parts: SitesParts;
  readonly #choices: ChoiceStore;
  readonly #queue = new KeyedQueue();

  constructor(parts: SitesParts) {
    this.#parts = parts;
    this.#choices = new ChoiceStore(parts.local);
  }

  async all(): Promise<KnownService[]> {
    return listServices(this.#parts.profiles, await this.#choices.read());
  }

  /** The service of a page, switched on or not; undefined where there is none. */
  async at(address: string | undefined): Promise<KnownService | undefined> {
    return serviceAt(await this.all(), address);
  }

  /** The service of a page, if it is switched on. */
  async enabledAt(address: string | undefined): Promise<KnownService | undefined> {
    const known = await this.at(address);
    return known?.enabled ? known : undefined;
  }

  /** True when the browser lets us look at this page. */
  async permittedAt({ service }: KnownService, address: string): Promise<boolean> {
    const patterns = service.pages.filter((page) => matchesPattern(page, address));
    return (await this.#parts.granted(patterns)).length > 0;
  }

  async states(): Promise<ServiceState[]> {
    const services = await this.all();
    const patterns = services.flatMap(({ service }) => service.pages);
    const granted = new Set(await this.#parts.granted(patterns));
    return services.map(({ service, profile, enabled }) => ({
      service,
      claims: profile.claims,
      ...(profile.custody === undefined ? {} : { custody: profile.custody }),
      enabled,
      permitted: service.pages.length > 0 && service.pages.every((page) => granted.has(page)),
    }));
  }

  /** @throws RangeError for an id that no service with a web client has */
  async setPlatform(id: string, enabled: boolean): Promise<void> {
    const known = (await this.all()).find(({ service }) => service.id === id);
    if (known === undefined || known.service.pages.length === 0) {
      throw new RangeError('no such service');
    }
    const { origin } = known.service;
    await this.#change(() =>
      origin === undefined
        ? this.#choices.setPlatform(id, enabled)
        : this.#choices.setSite(origin, enabled),
    );
  }

  /** Adds a site; where a profile describes it, switches that on. @throws RangeError for what is no web site */
  async addSite(address: string): Promise<void> {
    const origin = webOrigin(address);
    if (origin === undefined) throw new RangeError('not a web site');
    const known = await this.at(`${origin}/`);
    const profiled = known !== undefined && known.service.origin === undefined;
    await this.#change(() =>
      profiled
        ? this.#choices.setPlatform(known.service.id, true)
        : this.#choices.setSite(origin, true),
    );
  }

  async removeSite(address: string): Promise<void> {
    const origin = webOrigin(address);
    if (origin !== undefined) await this.#change(() => this.#choices.setSite(origin, false));
  }

  /** Registers the page scripts and listeners for what is switched on and permitted, and for nothing else. */
  async sync(): Promise<void> {
    await this.#change(async () => undefined);
  }

  async #change(change: () => Promise<void>): Promise<void> {
    const { register, granted, listenTo } = this.#parts;
    await this.#queue.run('sites', async () => {
      await change();
      const enabled = (await this.all()).filter((known) => known.enabled);
      const patterns = await granted(enabled.flatMap(({ service }) => service.pages));
      listenTo(requestPatterns(enabled, patterns));
      await syncRegistrations(register, patterns);
    });
  }
}
