// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { judged, leak, popupViews, tiktok } from '../../../test/ui/samples.ts';
import { Popup } from './popup.tsx';
import type { PopupActions, PopupView } from './popup-actions.ts';

let root: HTMLElement;
const actions = {
  switchOn: vi.fn<PopupActions['switchOn']>(async () => true),
  addSite: vi.fn<PopupActions['addSite']>(async () => true),
  switchOff: vi.fn<PopupActions['switchOff']>(async () => {}),
  reload: vi.fn<PopupActions['reload']>(async () => {}),
  captureDeeply: vi.fn<PopupActions['captureDeeply']>(async () => {}),
  openDashboard: vi.fn<PopupActions['openDashboard']>(async () => {}),
};

beforeEach(() => {
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.clearAllMocks();
});

const show = (view: PopupView | undefined) => {
  if (!view) throw new Error('no such sample');
  return act(() => render(<Popup view={view} actions={actions} />, root));
};
const heading = () => root.querySelector('h1')?.textContent;
const button = (words: string) => {
  const found = [...root.querySelectorAll('button')].find((one) =>
    one.textContent?.includes(words),
  );
  if (!found) throw new Error(`no button "${words}" in: ${root.textContent}`);
  return found;
};

test.each([
  ['tls-only', 'TikTok can read this.'],
  ['plaintext', 'Anyone on the network can read this.'],
  ['e2ee', 'Sealed before it left this page.'],
  ['downgraded', 'Element can read this.'],
  ['elsewhere', 'Somebody else can read this.'],
  ['inconclusive', 'We can’t tell who can read this.'],
  ['off', 'Sealcheck is off for TikTok.'],
  ['unsupported', 'We don’t know this site.'],
  ['permission-missing', 'The browser took back our access to TikTok.'],
  ['reload-needed', 'Reload this page first.'],
  ['waiting', 'Type and send a message.'],
  ['no-site', 'There is nothing to check on this page.'],
])('%s says: %s', async (state, sentence) => {
  await show(popupViews[state]);
  expect(heading()).toBe(sentence);
});

test('no answer is said as such, with what went wrong', async () => {
  await show({ state: 'failed', problem: 'No receiving end\u202E.' });
  expect(heading()).toBe('Sealcheck could not look this up.');
  expect(root.textContent).toContain('No receiving endU+202E.');
});

test('a browser that lets us look into workers offers it where one is out of sight, and nowhere else', async () => {
  const workers = {
    isOn: async () => false,
    switchOn: vi.fn(async () => true),
    switchOff: async () => {},
  };
  const view = popupViews['workers-offered'];
  const showWith = (more: Partial<PopupActions>, one = view) =>
    act(async () =>
      render(<Popup view={one as PopupView} actions={{ ...actions, ...more }} />, root),
    );
  await showWith({ workers });
  expect(root.querySelector('.deep-capture-offer')?.textContent).toContain('Look into workers');
  await vi.waitFor(() => expect(root.textContent).toContain('Workers are not looked into.'));
  await act(() => button('Look into workers').click());
  expect(workers.switchOn).toHaveBeenCalledOnce();
  await showWith({});
  expect(root.querySelector('.deep-capture-offer')).toBeNull();
  await showWith({ workers }, { ...view, coverage: [] } as PopupView);
  expect(root.querySelector('.deep-capture-offer')).toBeNull();
});

describe('deep capture', () => {
  test('is explained before it can be switched on', async () => {
    await show(popupViews['deep-offered']);
    const offer = root.querySelector('.deep-capture-offer');
    for (const words of ['bar', 'loaded again', 'stays on this computer', 'this tab alone']) {
      expect(offer?.textContent).toContain(words);
    }
    await act(() => button('Reload and look into workers').click());
    expect(actions.captureDeeply).toHaveBeenCalledExactlyOnceWith(true);
  });

  test('is said first while it is on, and can be switched off', async () => {
    await show(popupViews['deep-on']);
    expect(root.querySelector('main h2')?.textContent).toBe('Deep capture is on for this tab');
    expect(root.querySelector('.deep-capture-offer')).toBeNull();
    await act(() => button('Switch off deep capture').click());
    expect(actions.captureDeeply).toHaveBeenCalledExactlyOnceWith(false);
  });

  test('says what it does not see, and what mends it', async () => {
    await show(popupViews['deep-late']);
    const { textContent } = root.querySelector('.deep-capture') ?? {};
    expect(textContent).toContain('Reload');
    expect(textContent).toContain('Another tab');
    await act(() => button('Reload the page').click());
    expect(actions.reload).toHaveBeenCalledOnce();
    await show(popupViews['deep-on']);
    expect(root.querySelector('.deep-capture')?.textContent).not.toContain('Another tab');
  });

  test('says why it ended', async () => {
    await show(popupViews['deep-ended']);
    expect(root.textContent).toContain('Cancel was pressed');
  });

  test('in a build that can’t, only the build that can is named, where a worker is out of sight', async () => {
    await show(popupViews['deep-elsewhere']);
    expect(root.textContent).toContain('Sealcheck with deep capture');
    expect(root.querySelector('.deep-capture-offer')).toBeNull();
    await show(
      judged(
        { verdict: 'e2ee', strength: 'strong', reasons: [] },
        {
          deepCapture: { state: 'other-build' },
          coverage: [],
        },
      ),
    );
    expect(root.textContent).not.toContain('Sealcheck with deep capture');
    await show(popupViews['tls-only']);
    expect(root.textContent).not.toContain('deep capture');
  });
});

test('sealed is said for e2ee only', async () => {
  for (const [name, view] of Object.entries(popupViews)) {
    await show(view);
    expect(heading()?.includes('Sealed before'), name).toBe(name === 'e2ee');
  }
});

test('the term, how sure, and the reason stand beside the words', async () => {
  await show(popupViews['tls-only']);
  expect(root.querySelector('.verdict-term')?.textContent).toBe(
    'tls-only proven: we found the text'.replace(' ', ''),
  );
  expect(root.querySelector('.reason')?.textContent).toContain('8.100.4.text');
});

test('a claim that the observation contradicts is marked, its twin is not', async () => {
  await show(popupViews.disagrees);
  expect(root.querySelector('[data-agreement]')?.textContent).toContain('disagrees');
  await show(popupViews['tls-only']);
  expect(root.querySelector('[data-agreement]')?.textContent).toContain('agrees.');
  expect(root.textContent).not.toContain('disagrees');
});

test('characters that hide or reorder are written out wherever a page can put them', async () => {
  const hostile = judged(
    { verdict: 'tls-only', strength: 'proven', reasons: [{ rule: 'text-in-message' }] },
    {
      sentences: ['Readable in field a\u202Eb.'],
      leaks: [{ ...leak, sentence: 'What you typed went to c\u200Bd.' }],
      coverage: [{ channel: 'fetch', state: 'seen', host: 'e\u2066f', reason: '', blocks: false }],
    },
  );
  await show(hostile);
  for (const codePoint of ['U+202E', 'U+200B', 'U+2066']) {
    expect(root.textContent).toContain(codePoint);
  }
  expect(root.textContent).not.toMatch(/[\u202E\u200B\u2066]/);
});

test('leaks beside a sealed message are said, and absent where there are none', async () => {
  await show(popupViews.downgraded);
  expect(root.querySelector('.leaks')?.textContent).toContain('before you pressed Send');
  await show(popupViews['tls-only']);
  expect(root.querySelector('.leaks')).toBeNull();
});

test('the service is not said to read what only somebody else got', async () => {
  const stops = () => [...root.querySelectorAll('.stop')].map((stop) => stop.textContent);
  await show(popupViews.elsewhere);
  expect(stops()).toEqual([
    'The networkcan’t read it',
    'Elementunknown',
    'gif.search.examplecan read it',
  ]);
  await show(popupViews.downgraded);
  expect(stops()).toEqual(['The networkcan’t read it', 'Elementcan read it']);
});

test('the anatomy marks where the text was found, by path', async () => {
  await show(popupViews['tls-only']);
  const marked = root.querySelectorAll('.payloads > li:first-child [data-found]');
  expect([...marked].map((one) => one.querySelector('.safe-text')?.textContent)).toEqual(['text']);
  await show(popupViews.e2ee);
  expect(root.querySelector('.anatomy')).not.toBeNull();
  expect(root.querySelector('[data-found]')).toBeNull();
});

test('permission is asked for in the click itself, before anything is awaited', async () => {
  await show(popupViews.off);
  button('Switch on for TikTok').click();
  expect(actions.switchOn).toHaveBeenCalledWith(tiktok);
  await show(popupViews.unsupported);
  button('Check this site').click();
  expect(actions.addSite).toHaveBeenCalledWith('https://chat.internal-messenger.example');
});

test('a declined permission and a failure are said beside the button', async () => {
  await show(popupViews.off);
  actions.switchOn.mockResolvedValueOnce(false);
  await act(async () => button('Switch on').click());
  expect(root.querySelector('[role=alert]')?.textContent).toContain('did not give access');
  actions.switchOn.mockRejectedValueOnce(new Error('no background'));
  await act(async () => button('Switch on').click());
  expect(root.querySelector('[role=alert]')?.textContent).toBe('no background');
  await act(async () => button('Switch on').click());
  expect(root.querySelector('[role=alert]')).toBeNull();
});

test('one live region outlives every change of the answer', async () => {
  await show(popupViews.waiting);
  const region = root.querySelector('[role=status]');
  expect(region?.textContent).toBe('Type and send a message.');
  await show(popupViews['tls-only']);
  expect(root.querySelector('[role=status]')).toBe(region);
  expect(region?.textContent).toBe('TikTok can read this.');
});

test('a button that is still busy does not hold up the next state', async () => {
  actions.switchOn.mockReturnValueOnce(new Promise(() => {}));
  await show(popupViews.off);
  await act(() => button('Switch on').click());
  expect(button('Switch on').disabled).toBe(true);
  await show(popupViews['reload-needed']);
  expect(button('Reload').disabled).toBe(false);
});

test('what is a reason and a leak at once is told once, the first reason always', async () => {
  const times = (words: string) => (root.textContent ?? '').split(words).length - 1;
  const reasons = ['text-beside-message', 'draft-before-send', 'few-bytes'].map((rule) => ({
    rule,
  }));
  const sentences = ['First.', 'Second.', 'Third.'];
  const leaks = [{ ...leak, sentence: 'What you typed went to somebody.' }];
  await show(judged({ verdict: 'tls-only', strength: 'proven', reasons }, { sentences, leaks }));
  for (const words of ['First.', 'Third.', 'What you typed went to']) expect(times(words)).toBe(1);
  expect(times('Second.')).toBe(0);
  await show(
    judged({ verdict: 'tls-only', strength: 'proven', reasons }, { sentences, leaks: [] }),
  );
  expect(times('Second.')).toBe(1);
});
