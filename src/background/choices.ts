import * as v from 'valibot';
import type { KeyValueArea } from '../browser/key-value-area.ts';
import type { Choices } from './services.ts';

const PLATFORMS = 'platforms';
const SITES = 'sites';
const strings = v.array(v.string());

/** What the person switched on, as it is kept. */
export class ChoiceStore {
  readonly #area: KeyValueArea;

  constructor(area: KeyValueArea) {
    this.#area = area;
  }

  async read(): Promise<Choices> {
    const [platforms, sites] = await Promise.all([this.#list(PLATFORMS), this.#list(SITES)]);
    return { platforms, sites };
  }

  async setPlatform(id: string, enabled: boolean): Promise<void> {
    await this.#set(PLATFORMS, id, enabled);
  }

  async setSite(origin: string, added: boolean): Promise<void> {
    await this.#set(SITES, origin, added);
  }

  async #set(key: string, item: string, present: boolean): Promise<void> {
    const others = (await this.#list(key)).filter((known) => known !== item);
    await this.#area.set({ [key]: present ? [...others, item] : others });
  }

  async #list(key: string): Promise<string[]> {
    const { output, success } = v.safeParse(strings, await this.#area.get(key));
    return success ? output : [];
  }
}
