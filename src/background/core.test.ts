import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Briefing, TabState } from '../messages/messages.ts';
import { selfHostedProtocols } from '../platforms/registry.ts';
import { countRows } from '../store/queries.ts';
import {
  gap,
  observation,
  otherHash,
  report,
  sealedObservation,
  seen,
  text,
} from '../verdict/testing/examples.ts';
import type { Core } from './core.ts';
import { chatPattern, contentSender, FakeBrowser, greet, ourPage } from './testing/fake-browser.ts';

const readable = observation({ send: 1, finding: { texts: [text()] } });

async function stateOf(core: Core, tabId = 7): Promise<TabState> {
  return (await core.message({ kind: 'tab-state', tabId }, ourPage)) as TabState;
}

async function verdictOf(core: Core): Promise<string> {
  const tab = await stateOf(core);
  return tab.state === 'judged' ? tab.conversation.judgement.verdict : tab.state;
}

async function reasonsOf(core: Core): Promise<string[]> {
  const tab = await stateOf(core);
  if (tab.state !== 'judged') throw new Error(tab.state);
  return tab.conversation.judgement.reasons.map(({ rule }) => rule);
}

async function send(core: Core, observations: unknown[], sent?: unknown): Promise<void> {
  await core.message({ kind: 'observations', observations }, contentSender());
  if (sent) await core.message({ kind: 'sent', report: sent }, contentSender());
}

describe('a message on a watched page', () => {
  it('that is readable is told in popup and badge', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    expect(await verdictOf(core)).toBe('waiting');
    expect(browser.badges.get(7)).toMatchObject({ text: '...' });
    await send(core, [readable], report({ foundAt: ['chat.example.org body'] }));
    const tab = await stateOf(core);
    if (tab.state !== 'judged') throw new Error(tab.state);
    expect(tab.conversation.judgement).toMatchObject({ verdict: 'tls-only', strength: 'proven' });
    expect(tab.conversation.sentences[0]).toContain('body');
    expect(tab.conversation.sentences).toHaveLength(tab.conversation.judgement.reasons.length);
    expect(tab.counts).toEqual({ payloads: 1, sends: 1 });
    expect(tab.payloads).toEqual([readable]);
    expect(browser.badges.get(7)?.text).toBe('TLS');
    expect(browser.badges.get(7)?.title).toBe(tab.conversation.sentences[0]);
  });

  it('over no TLS is open', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    const wire = { scheme: 'http', secure: false };
    await send(core, [observation({ send: 1, wire, finding: { texts: [text()] } })], report());
    expect(browser.badges.get(7)?.text).toBe('OPEN');
  });

  it('that is sealed is told too', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    await send(core, [sealedObservation()], report());
    expect(await verdictOf(core)).toBe('e2ee');
    expect(browser.badges.get(7)?.text).toBe('E2EE');
  });

  it('is not told of as sealed when the page has a channel that we cannot look into', async () => {
    const before = await new FakeBrowser().watching();
    await before.message({ kind: 'coverage', reports: [gap()] }, contentSender());
    await send(before, [sealedObservation()], report());
    expect(await verdictOf(before)).toBe('inconclusive');

    const after = await new FakeBrowser().watching();
    await send(after, [sealedObservation()], report());
    expect(await verdictOf(after)).toBe('e2ee');
    await after.message({ kind: 'coverage', reports: [gap()] }, contentSender({ frameId: 3 }));
    expect(await verdictOf(after)).toBe('inconclusive');
  });

  it('is not told of as sealed before the page says that it looks into its channels', async () => {
    const core = await new FakeBrowser().watching();
    await core.message({ kind: 'hello' }, contentSender());
    await send(core, [sealedObservation()], report());
    expect(await verdictOf(core)).toBe('inconclusive');
    expect(await reasonsOf(core)).toContain('coverage-not-reported');
    const unknown = seen({ state: 'unknown' });
    await core.message({ kind: 'coverage', reports: [unknown] }, contentSender());
    expect(await reasonsOf(core)).toContain('coverage-not-reported');
    await core.message({ kind: 'coverage', reports: [seen()] }, contentSender());
    expect(await verdictOf(core)).toBe('e2ee');
  });

  it('is not told of as sealed when its draft leaked in another conversation before', async () => {
    const leak = (frameId: number) => async () => {
      const core = await new FakeBrowser().watching();
      const draft = observation({
        id: 9,
        at: 999_000,
        role: 'typing',
        conversation: otherHash,
        beforeSend: true,
        finding: { texts: [text('preview', { needle: 'draft:1' })], searched: ['draft:1'] },
      });
      await core.message(
        { kind: 'observations', observations: [draft] },
        contentSender({ frameId }),
      );
      await send(core, [sealedObservation()], report());
      return stateOf(core);
    };
    const leaked = await leak(0)();
    if (leaked.state !== 'judged') throw new Error(leaked.state);
    expect(leaked.conversation.judgement.verdict).toBe('tls-only');
    expect(leaked.conversation.leaks).toHaveLength(1);
    const elsewhere = await leak(5)();
    if (elsewhere.state !== 'judged') throw new Error(elsewhere.state);
    expect(elsewhere.conversation.judgement.verdict).toBe('e2ee');
    expect(elsewhere.conversation.leaks).toEqual([]);
  });

  it('is not told of as sealed when another frame sent what nobody searched', async () => {
    const verdict = async (searched: string[]) => {
      const core = await new FakeBrowser().watching();
      const other = observation({
        id: 9,
        role: 'unknown',
        conversation: otherHash,
        finding: { size: 400, searched },
      });
      await core.message(
        { kind: 'observations', observations: [other] },
        contentSender({ frameId: 5 }),
      );
      await send(core, [sealedObservation()], report());
      return verdictOf(core);
    };
    expect(await verdict([])).toBe('inconclusive');
    expect(await verdict(['send:1'])).toBe('e2ee');
  });

  it('counts a draft of its own conversation once', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    const draft = observation({
      id: 9,
      at: 999_000,
      role: 'typing',
      beforeSend: true,
      finding: { texts: [text('preview', { needle: 'draft:1' })], searched: ['draft:1'] },
    });
    await send(core, [draft, sealedObservation()], report());
    const [row] = await browser.database().conversations.toArray();
    expect(row?.state.counts).toMatchObject({ payloadsOut: 2, sends: 1 });
    expect(row?.state.judgement.verdict).toBe('tls-only');
  });

  it('in the top frame stays in front of one in another frame', async () => {
    const core = await new FakeBrowser().watching();
    const other = observation({ conversation: otherHash, finding: { texts: [text()] } });
    const inFrame = contentSender({ frameId: 4 });
    await core.message({ kind: 'observations', observations: [other] }, inFrame);
    expect(await stateOf(core)).toMatchObject({ conversation: { conversation: otherHash } });
    await send(core, [sealedObservation()]);
    await core.message({ kind: 'observations', observations: [other] }, inFrame);
    const tab = await stateOf(core);
    expect(tab).toMatchObject({ conversation: { conversation: report().conversation } });
  });
});

describe('the death of the background', () => {
  it('between any two messages changes neither verdict nor counters', async () => {
    const messages = [
      { kind: 'observations', observations: [sealedObservation()] },
      { kind: 'sent', report: report() },
      { kind: 'observations', observations: [{ ...readable, id: 2, send: 2 }] },
      { kind: 'sent', report: report({ send: 2 }) },
    ];
    const views: unknown[] = [];
    for (const dies of [false, true]) {
      const browser = new FakeBrowser();
      let core = await browser.watching();
      for (const message of messages) {
        if (dies) core = browser.start();
        await core.message(message, contentSender());
      }
      views.push({ tab: await stateOf(browser.start()), badge: browser.badges.get(7) });
    }
    expect(views[1]).toEqual(views[0]);
    expect(views[0]).toMatchObject({
      tab: {
        conversation: { judgement: { verdict: 'tls-only' } },
        counts: { payloads: 2, sends: 2 },
      },
    });
  });

  it('and of the browser keeps what was seen readable', async () => {
    const browser = new FakeBrowser();
    await send(await browser.watching(), [readable], report());
    browser.session = new (Object.getPrototypeOf(browser.session).constructor)();
    const core = browser.start();
    expect(await verdictOf(core)).toBe('reload-needed');
    await greet(core);
    expect(await verdictOf(core)).toBe('waiting');
    await send(core, [sealedObservation({ send: 2 })], report({ send: 2 }));
    expect(await verdictOf(core)).toBe('tls-only');
  });

  it('does not matter to sixty messages at once', async () => {
    const core = await new FakeBrowser().watching();
    await Promise.all(
      Array.from({ length: 60 }, (_, id) =>
        core.message(
          { kind: 'observations', observations: [observation({ id })] },
          contentSender({ frameId: id % 2 }),
        ),
      ),
    );
    const tab = await stateOf(core);
    expect(tab).toMatchObject({ counts: { payloads: 60, sends: 0 } });
    expect(tab.state === 'judged' && tab.payloads).toHaveLength(20);
  });
});

describe('a full disk', () => {
  it('loses no verdict, and lets nothing be called sealed', async () => {
    const browser = new FakeBrowser();
    await browser.watching();
    const database = browser.database();
    const core = browser.start(database);
    await send(core, [sealedObservation()], report());
    expect(await verdictOf(core)).toBe('e2ee');
    database.close();
    await send(core, [sealedObservation({ id: 2, send: 2 })], report({ send: 2 }));
    const later = browser.start();
    expect(await verdictOf(later)).toBe('inconclusive');
    const tab = await stateOf(later);
    expect(tab).toMatchObject({ counts: { payloads: 2, sends: 2 } });
    expect(tab).toHaveProperty('coverage', [
      seen(),
      expect.objectContaining({ reason: 'not-kept' }),
    ]);
  });

  it('is said at once, before anything is sent', async () => {
    const browser = new FakeBrowser();
    await browser.watching();
    const database = browser.database();
    database.close();
    await send(browser.start(database), [observation()]);
    expect(await stateOf(browser.start())).toHaveProperty('coverage', [
      seen(),
      expect.objectContaining({ reason: 'not-kept', blocks: true }),
    ]);
  });
});

describe('two tabs', () => {
  it('with one conversation add to one state, and each has its own counters', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    browser.tabs.set(8, 'https://chat.example.org/room');
    await greet(core, contentSender({}, 8));
    const tabs = Array.from({ length: 40 }, (_, at) => 7 + (at % 2));
    await Promise.all(
      tabs.map((tabId, id) =>
        core.message(
          { kind: 'observations', observations: [observation({ id })] },
          contentSender({}, tabId),
        ),
      ),
    );
    const rows = await browser.database().conversations.toArray();
    expect(rows.map((row) => [row.state.counts.payloadsOut, row.revision])).toEqual([[40, 40]]);
    for (const tabId of [7, 8]) {
      expect(await stateOf(core, tabId)).toMatchObject({ counts: { payloads: 20 } });
    }
  });
});

describe('a page load', () => {
  it('starts the counters again, and only one of the top frame does', async () => {
    const core = await new FakeBrowser().watching();
    await send(core, [readable]);
    await greet(core, contentSender({ frameId: 2 }));
    expect(await stateOf(core)).toMatchObject({ counts: { payloads: 1 } });
    await core.message({ kind: 'hello' }, contentSender());
    expect(await stateOf(core)).toMatchObject({ state: 'waiting', counts: { payloads: 0 } });
  });

  it('parts what was reported before from what comes after, in the order of arrival', async () => {
    const core = await new FakeBrowser().watching();
    const batch = (id: number) => ({ kind: 'observations', observations: [observation({ id })] });
    await Promise.all(
      [batch(1), batch(2), { kind: 'hello' }, batch(3)].map((message) =>
        core.message(message, contentSender()),
      ),
    );
    const tab = await stateOf(core);
    expect(tab).toMatchObject({ state: 'judged', payloads: [{ id: 3 }], counts: { payloads: 1 } });
  });

  it('of another watched site is not spoken for by the page before it', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    browser.granted.add('https://other.example/*');
    await core.message({ kind: 'add-site', origin: 'https://other.example' }, ourPage);
    expect((await stateOf(core)).state).toBe('waiting');
    browser.tabs.set(7, 'https://other.example/');
    expect((await stateOf(core)).state).toBe('reload-needed');
  });

  it('of another site ends the watch, one of the same does not', async () => {
    const core = await new FakeBrowser().watching();
    await core.tabLoading(7, 'https://chat.example.org/other');
    expect((await stateOf(core)).state).toBe('waiting');
    await core.tabLoading(7, undefined);
    expect((await stateOf(core)).state).toBe('reload-needed');
  });
});

describe('a page that comes back from the back-forward cache', () => {
  it('is not judged by the coverage of the page that followed it', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    const [first, second] = ['first', 'second'].map((documentId) => contentSender({ documentId }));
    if (!first || !second) throw new Error();
    await greet(core, first);
    await core.message({ kind: 'coverage', reports: [gap()] }, first);
    await greet(core, second);
    const sealed = { kind: 'observations', observations: [sealedObservation()] };
    await core.message(sealed, second);
    await core.message({ kind: 'sent', report: report() }, second);
    expect(await verdictOf(core)).toBe('e2ee');
    await core.message(sealed, first);
    expect((await stateOf(core)).state).toBe('reload-needed');
    expect((await countRows(browser.database())).observations).toBe(1);
  });
});

describe('forgetting', () => {
  it('leaves no row, and the page is watched on', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    await core.message({ kind: 'coverage', reports: [gap()] }, contentSender());
    await send(core, [readable], report());
    expect(await countRows(browser.database())).toEqual({ conversations: 1, observations: 1 });
    await core.message({ kind: 'forget' }, ourPage);
    expect(await countRows(browser.database())).toEqual({ conversations: 0, observations: 0 });
    expect(await stateOf(core)).toMatchObject({ state: 'waiting', counts: { payloads: 0 } });
    expect(browser.badges.get(7)?.text).toBe('...');
    await send(core, [sealedObservation()], report());
    expect(await reasonsOf(core)).toContain('channel-unseen');
    expect(await reasonsOf(core)).not.toContain('coverage-not-reported');
  });
});

describe('switching', () => {
  it('a platform on registers both scripts in order, off removes them and ends the watch', async () => {
    const browser = new FakeBrowser();
    const core = browser.start();
    expect((await stateOf(core)).state).toBe('off');
    await core.message({ kind: 'set-platform', id: 'example', enabled: true }, ourPage);
    expect(browser.register.scripts.map(({ world, matches }) => [world, matches])).toEqual([
      ['ISOLATED', [chatPattern]],
      ['MAIN', [chatPattern]],
    ]);
    expect((await stateOf(core)).state).toBe('reload-needed');
    expect(await core.message({ kind: 'hello' }, contentSender())).toBeDefined();
    expect((await stateOf(core)).state).toBe('waiting');
    await core.message({ kind: 'set-platform', id: 'example', enabled: false }, ourPage);
    expect(browser.register.scripts).toEqual([]);
    expect(browser.badges.get(7)?.text).toBe('');
    expect(await core.message({ kind: 'hello' }, contentSender())).toBeUndefined();
    await core.message({ kind: 'set-platform', id: 'example', enabled: true }, ourPage);
    expect((await stateOf(core)).state).toBe('reload-needed');
  });

  it('follows the permission, and registers nothing twice', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    await core.review();
    await browser.start().review();
    expect(browser.register.calls).toBe(1);
    expect((await stateOf(core)).state).toBe('waiting');
    browser.granted.clear();
    await core.review();
    expect(browser.register.scripts).toEqual([]);
    expect((await stateOf(core)).state).toBe('permission-missing');
    browser.granted.add(chatPattern);
    await core.review();
    expect(browser.register.scripts).toHaveLength(2);
    expect((await stateOf(core)).state).toBe('reload-needed');
  });

  it('a site on gives its pages the self-hosted protocols and a key of their own', async () => {
    const browser = new FakeBrowser();
    const core = await browser.watching();
    const url = 'http://talk.lan:8080/room';
    browser.tabs.set(8, url);
    browser.granted.add('http://talk.lan/*');
    expect(await stateOf(core, 8)).toEqual({
      state: 'unsupported',
      origin: 'http://talk.lan:8080',
    });
    await core.message({ kind: 'add-site', origin: 'http://talk.lan:8080' }, ourPage);
    const ask = async (sender: Parameters<typeof contentSender>[0], tabId: number) =>
      (await core.message({ kind: 'hello' }, contentSender(sender, tabId))) as Briefing | undefined;
    const added = await ask({ url }, 8);
    expect(added?.profile).toMatchObject({ id: 'site', name: 'talk.lan:8080' });
    const offered = added?.protocols.map(({ id }) => id);
    expect(offered).toEqual(selfHostedProtocols.map(({ id }) => id));
    expect(offered).toContain('matrix');
    const profiled = await ask({}, 7);
    expect(profiled?.protocols).toEqual([]);
    expect(added?.conversationKey).toMatch(/^[0-9a-f]{64}$/);
    expect(profiled?.conversationKey).not.toBe(added?.conversationKey);
    expect((await ask({}, 7))?.conversationKey).toBe(profiled?.conversationKey);
    expect(await ask({ url: 'http://talk.lan:9090/' }, 9)).toBeUndefined();
    await core.message({ kind: 'remove-site', origin: 'http://talk.lan:8080' }, ourPage);
    expect((await stateOf(core, 8)).state).toBe('unsupported');
  });
});
