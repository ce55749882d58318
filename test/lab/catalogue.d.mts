import type { Strength, Verdict } from '../../src/verdict/verdict.ts';

export interface CatalogueEntry {
  id: string;
  /** Id of the platform's profile; `added-site` for a messenger that the person adds by address. */
  platform: string;
  /** What kind of conversation it stands for: such an entry is a row of the table in docs/platforms.md. */
  chat?: string;
  /** What a person opens. With `peerUrl`, that is where the other person sits. */
  url: string;
  /** The other person's page, where it isn't the same address; opened first, in its own browser profile. */
  peerUrl?: string;
  /** To be clicked before anything else, on both pages (The Lounge's Connect button). */
  firstClick?: string;
  composerSelector: string;
  /** Selector of the Send button, or `Enter`. */
  sendSelector: string;
  /** The page is ready for typing when this is there. Default: `html[data-ready]`. */
  readySelector?: string;
  /** A message from the other side is shown in such an element. Default: `[data-lab=timeline] p.in`. */
  arrivedSelector?: string;
  /** The text itself leaves the page nowhere: `lab.received` never holds it. */
  sealed?: true;
  /** `or`: another verdict that is also honest. */
  expected: { verdict: Verdict; strength?: Strength; or?: Verdict[] };
  /** The same with deep capture; absent where its workers make no difference. */
  deep?: { verdict: Verdict; strength?: Strength; or?: Verdict[] };
  /** Id of the near-identical messenger whose verdict must be another one. */
  twinOf?: string;
  /** The entry exists only when the lab was started with `products: true`. */
  needs?: 'products';
}

export declare const catalogue: CatalogueEntry[];
