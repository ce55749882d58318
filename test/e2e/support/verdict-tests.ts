import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../lab/catalogue.mjs';
import type { Browser } from '../browsers/browser.ts';
import { waitUntil } from '../browsers/wait-until.ts';
import { audit } from './audit.ts';
import { type Judged, tabState } from './extension-messages.ts';
import { browserName } from './lab-browser.ts';
import { platformRow, recordRow } from './platform-rows.ts';

/** One test a messenger of the catalogue, and one a pair of twins. Returns what was judged, by id. */
export function verdictTests(
  entries: readonly CatalogueEntry[],
  browsers: () => { browser: Browser; peer?: Browser },
): Map<string, Judged> {
  const judged = new Map<string, Judged>();

  describe.each(entries)('$id', (entry) => {
    const { verdict, strength, or = [] } = entry.expected;

    test(`a typed message is judged ${verdict}`, async () => {
      const { browser, peer } = browsers();
      const { page, state } = await audit(browser, entry, peer);
      judged.set(entry.id, state);
      recordRow(platformRow(entry, browserName, state));
      const { judgement, sentences } = state.conversation;
      expect([verdict, ...or], JSON.stringify(judgement)).toContain(judgement.verdict);
      if (strength && judgement.verdict === verdict) expect(judgement.strength).toBe(strength);
      expect(judgement.reasons.length).toBeGreaterThan(0);
      expect(sentences.length).toBe(judgement.reasons.length);
      // Of a site that the person added there is no vendor's word.
      if (!state.service.origin) expect(state.claims.length).toBeGreaterThan(0);

      // The badge follows what is known; it may be a moment behind, as what we asked for may be.
      const badge = await waitUntil(
        async () => {
          const now = await tabState(browser, page);
          const sentence = now.state === 'judged' ? now.conversation.sentences[0] : undefined;
          const shown = await browser.badge(page);
          return sentence !== undefined && shown.title.includes(sentence) ? shown : undefined;
        },
        { what: 'the badge to give the reason' },
      );
      expect(badge.text).not.toBe('');
      await page.close();
    });
  });

  // Nearly the same bytes, another truth: a detector that always says one thing fails here.
  const twins = entries.flatMap(({ id, twinOf }) => (twinOf ? [{ id, of: twinOf }] : []));
  test.each(twins)(
    '$id and its twin $of are judged differently, or for another reason',
    ({ id, of }) => {
      const [one, other] = [id, of].map((which) => judged.get(which)?.conversation.judgement);
      const saying = (judgement = one) => [judgement?.verdict, judgement?.reasons[0]?.rule];
      expect(one).toBeDefined();
      expect(other).toBeDefined();
      expect(saying(one)).not.toEqual(saying(other));
    },
  );

  return judged;
}
