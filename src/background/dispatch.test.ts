import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Sender } from '../browser/runtime-messages.ts';
import { recentObservations } from '../store/queries.ts';
import { leaf, observation, report, sealedObservation, seen } from '../verdict/testing/examples.ts';
import { contentSender, FakeBrowser, greet, ourPage, own } from './testing/fake-browser.ts';

async function stored(browser: FakeBrowser) {
  const { rows } = await recentObservations(browser.database(), { offset: 0, limit: 100 });
  return rows;
}

async function tabState(browser: FakeBrowser) {
  return browser.start().message({ kind: 'tab-state', tabId: 7 }, ourPage);
}

const good = { kind: 'observations', observations: [observation()] };

function nested(depth: number) {
  let layer = leaf('deep', 'text');
  for (let level = 0; level < depth; level += 1) layer = { ...layer, children: [layer] };
  return layer;
}

/** Each with one thing wrong; the control is the same message without it. */
const wrongObservations: Record<string, unknown> = {
  'no object': 'hello',
  null: null,
  'a missing field': { ...observation(), wire: undefined },
  'an unknown field': { ...observation(), text: 'what was typed' },
  'an unknown field deep inside': observation({
    finding: { leaves: [{ ...leaf('a', 'text'), content: 'what was typed' } as never] },
  }),
  'a wrong type': { ...observation(), at: '0' },
  'a number beyond all bounds': observation({ at: Number.MAX_VALUE }),
  'not a number': observation({ id: Number.NaN }),
  'an unknown word': observation({ role: 'admin' as never }),
  'a conversation that is no hash': observation({ conversation: 'alice@example.org' }),
  'a platform of another site': observation({ platform: 'tiktok' }),
  'a platform that is a prototype': observation({ platform: 'constructor' }),
  'a host that is an address': observation({ wire: { host: 'https://a.example/x?y' } }),
  'a huge text': observation({ wire: { path: 'x'.repeat(100_000) } }),
  'another version': observation({ finding: { schema: 'sealcheck/finding@2' as never } }),
};

/** Refused before any schema walks them. */
const wrongMessages: Record<string, unknown> = {
  'no object': 'observations',
  null: null,
  'an unknown kind': { kind: 'steal' },
  'a kind of our pages': { kind: 'forget' },
  'an unknown field': { ...good, tabId: 3 },
  'own prototype key': JSON.parse('{"kind":"observations","observations":[],"__proto__":{"x":1}}'),
  'deep nesting': {
    kind: 'observations',
    observations: [observation({ finding: { anatomy: nested(5_000) } })],
  },
  'too many entries': { kind: 'observations', observations: Array(1_001).fill(null) },
  'too many values': { kind: 'observations', observations: [Array(2_000_001).fill(0)] },
  'too many characters': { kind: 'observations', observations: ['x'.repeat(32_000_001)] },
};

describe('a content script', () => {
  it('is heard when all is right (control)', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    expect(await core.message(good, contentSender())).toBeUndefined();
    expect(await stored(browser)).toHaveLength(1);
  });

  it.each(Object.entries(wrongObservations))(
    'loses an observation with %s, and no other',
    async (_, bad) => {
      const browser = new FakeBrowser();
      const core = await browser.watching();
      const message = {
        kind: 'observations',
        observations: [observation({ id: 1 }), bad, observation({ id: 3 })],
      };
      await core.message(message, contentSender());
      expect((await stored(browser)).map((row) => row.observation.id)).toEqual([3, 1]);
      expect(await tabState(browser)).toHaveProperty('coverage', [
        seen(),
        expect.objectContaining({ reason: 'report-refused', blocks: true }),
      ]);
    },
  );

  it.each(Object.entries(wrongMessages))(
    'is not heard with %s, and nothing counts as sealed then',
    async (_, bad) => {
      const browser = new FakeBrowser();
      const core = await browser.watching();
      await core.message(
        { kind: 'observations', observations: [sealedObservation()] },
        contentSender(),
      );
      await core.message({ kind: 'sent', report: report() }, contentSender());
      const verdict = async () =>
        (await tabState(browser)) as { conversation: { judgement: { verdict: string } } };
      expect((await verdict()).conversation.judgement.verdict).toBe('e2ee');
      await core.message(bad, contentSender());
      expect(await stored(browser)).toHaveLength(1);
      expect((await verdict()).conversation.judgement.verdict).toBe('inconclusive');
    },
  );

  it('cannot write into the conversation of another site by its hash', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    browser.granted.add('https://evil.example/*');
    await core.message({ kind: 'add-site', origin: 'https://evil.example' }, ourPage);
    const evil = contentSender({ url: 'https://evil.example/' }, 8);
    await greet(core, evil);
    await core.message(good, contentSender());
    const forged = observation({ platform: 'site', wire: { secure: false } });
    await core.message({ kind: 'observations', observations: [forged] }, evil);
    const ids = (await browser.database().conversations.toArray()).map(({ id }) => id);
    expect(ids.sort()).toEqual([
      `example:${observation().conversation}`,
      `https://evil.example:${observation().conversation}`,
    ]);
  });

  it('may flood: what is not taken is said to be missing', async () => {
    for (const [count, missing] of [
      [400, [seen()]],
      [700, [seen(), expect.objectContaining({ reason: 'reports-shed', blocks: true })]],
    ] as const) {
      const browser = new FakeBrowser();
      const core = await browser.watching();
      const messages = Array.from({ length: count }, () =>
        core.message({ kind: 'coverage', reports: [] }, contentSender()),
      );
      await Promise.all(messages);
      expect(await tabState(browser)).toHaveProperty('coverage', missing);
    }
  });
});

const strangers: Record<string, Sender> = {
  'another extension': { ...contentSender(), id: 'other@extension' },
  'a page that is not switched on': contentSender({ url: 'https://other.example.org/' }),
  'a site with the same host and no TLS': contentSender({ url: 'http://chat.example.org/' }),
  'a look-alike host': contentSender({ url: 'https://chat.example.org.evil.example/' }),
  'a file': {
    id: own.id,
    url: 'file:///etc/passwd',
    frameId: 0,
    tab: { id: 7, url: 'file:///etc/passwd' },
  },
  'a tab that never said hello': contentSender({}, 12),
  'no tab': { id: own.id, url: 'https://chat.example.org/', frameId: 0 },
};

describe('a sender', () => {
  it.each(Object.entries(strangers))('that is %s is not heard', async (_, sender) => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    await core.message(good, sender);
    expect(await stored(browser)).toEqual([]);
  });

  it('without an address of its own counts for the origin that it inherits', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    const blank = { ...contentSender(), url: 'about:blank', frameId: 2 };
    await core.message(good, { ...blank, origin: 'https://other.example.org' });
    expect(await stored(browser)).toEqual([]);
    await core.message(good, blank);
    expect(await stored(browser)).toHaveLength(1);
  });

  it('that is a web page cannot do what our pages do', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    await core.message(good, contentSender());
    const asked = [
      { kind: 'forget' },
      { kind: 'services' },
      { kind: 'tab-state', tabId: 7 },
      { kind: 'set-platform', id: 'tiktok', enabled: true },
    ];
    for (const message of asked) {
      expect(await core.message(message, contentSender())).toBeUndefined();
      expect(await core.message(message, { ...ourPage, id: 'other@extension' })).toBeUndefined();
    }
    expect(await stored(browser)).toHaveLength(1);
    expect(await core.message({ kind: 'services' }, ourPage)).toContainEqual(
      expect.objectContaining({
        enabled: false,
        service: expect.objectContaining({ id: 'tiktok' }),
      }),
    );
  });

  it('that is our page is told when it asks for nonsense', async () => {
    const core = await new FakeBrowser().watching();
    const wrong = [
      { kind: 'hello' },
      { kind: 'tab-state', tabId: '7' },
      { kind: 'add-site', origin: 'javascript:alert(1)' },
      { kind: 'set-platform', id: '__proto__', enabled: true },
      { kind: 'set-platform', id: 'signal', enabled: true },
    ];
    for (const message of wrong) await expect(core.message(message, ourPage)).rejects.toThrow();
    expect(
      await core.message({ kind: 'add-site', origin: 'https://a.example' }, ourPage),
    ).toBeUndefined();
  });
});

it('a row holds an observation as the schema names it, and where it came from', async () => {
  const browser = new FakeBrowser();
  const core = await browser.watching();
  await core.message(good, contentSender());
  const [row] = await stored(browser);
  expect(Object.keys(row ?? {}).sort()).toEqual(
    ['at', 'conversation', 'frame', 'id', 'observation', 'platform', 'service', 'session'].sort(),
  );
  expect(row?.observation).toEqual(observation());
});
