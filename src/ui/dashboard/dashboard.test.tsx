// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { conversationRows, observations, platformRows } from '../../../test/ui/samples.ts';
import { Dashboard } from './dashboard.tsx';
import {
  conversationsPerPage,
  type DashboardActions,
  type DashboardSource,
  type PlatformRow,
} from './dashboard-view.ts';

let root: HTMLElement;
let publish: (rows: readonly PlatformRow[]) => void = () => {};
let watching = 0;

const source: DashboardSource = {
  watchPlatforms(listener) {
    publish = listener;
    listener(platformRows);
    return () => {};
  },
  watchConversations(_, offset, listener) {
    watching += 1;
    const items = conversationRows.slice(offset, offset + conversationsPerPage);
    listener({ items, total: conversationRows.length });
    return () => {
      watching -= 1;
    };
  },
  watchObservations(_, listener) {
    listener({ items: observations.slice(0, 3), total: 3 });
    return () => {};
  },
};
const actions = {
  switchOn: vi.fn<DashboardActions['switchOn']>(async () => true),
  switchOff: vi.fn<DashboardActions['switchOff']>(async () => {}),
  addSite: vi.fn<DashboardActions['addSite']>(async () => true),
  exportFindings: vi.fn<DashboardActions['exportFindings']>(async () => {}),
  forget: vi.fn<DashboardActions['forget']>(async () => {}),
};

beforeEach(async () => {
  watching = 0;
  root = document.createElement('div');
  document.body.append(root);
  await act(() => render(<Dashboard source={source} actions={actions} />, root));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.clearAllMocks();
});

const button = (words: string, within: ParentNode = root) => {
  const found = [...within.querySelectorAll('button')].find((one) =>
    one.textContent?.includes(words),
  );
  if (!found) throw new Error(`no button "${words}"`);
  return found;
};
const platform = (name: string) => {
  const found = [...root.querySelectorAll('tr.platform')].find((row) =>
    row.querySelector('th')?.textContent?.startsWith(name),
  );
  if (!found) throw new Error(`no row "${name}"`);
  return found;
};

test('observed and documented stand side by side, and a contradiction is marked on its row only', () => {
  expect(platform('Messenger').textContent).toContain('Messenger can read this.');
  expect(platform('Messenger').textContent).toContain('end-to-end encrypted by default');
  expect(platform('Messenger').querySelector('[data-agreement=disagrees]')).not.toBeNull();
  expect(platform('TikTok').querySelector('[data-agreement=disagrees]')).toBeNull();
});

test('no web client, switched off and nothing yet are three different things', () => {
  expect(platform('Signal').textContent).toContain('no web client');
  expect(platform('Matrix').textContent).toContain('Switched off');
  expect(platform('Discord').textContent).toContain('Nothing yet');
});

test('conversations open under their platform, page by page, and are let go when closed', async () => {
  await act(() => button('12 conversations').click());
  const rows = () => [...root.querySelectorAll('.conversations tbody tr')];
  expect(rows()).toHaveLength(conversationsPerPage);
  expect(rows()[0]?.textContent).toContain('conversation 3f2a');
  expect(rows()[0]?.textContent).not.toContain(conversationRows[0]?.conversation);
  await act(() => button('Older').click());
  expect(rows()[0]?.textContent).toContain(conversationRows[10]?.conversation.slice(0, 4));
  expect(watching).toBe(1);
  await act(() => button('12 conversations').click());
  expect(rows()).toHaveLength(0);
  expect(watching).toBe(0);
});

test('a change in the store shows without a reload', async () => {
  expect(platform('Discord').textContent).toContain('Nothing yet');
  const tiktok = platformRows[0];
  await act(() =>
    publish(
      platformRows.map((row) =>
        row.service.id === 'discord' && tiktok?.observed
          ? { ...row, observed: tiktok.observed }
          : row,
      ),
    ),
  );
  expect(platform('Discord').textContent).toContain('Discord can read this.');
});

test('an address is checked before the browser is asked', async () => {
  const input = root.querySelector('input');
  if (!input) throw new Error('no input');
  const submit = async (typed: string) => {
    input.value = typed;
    await act(() => {
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await act(async () => button('Add the site').click());
  };
  await submit('*.example');
  expect(actions.addSite).not.toHaveBeenCalled();
  expect(input.getAttribute('aria-invalid')).toBe('true');
  await submit('chat.example/team');
  expect(actions.addSite).toHaveBeenCalledExactlyOnceWith('https://chat.example');
  expect(input.getAttribute('aria-invalid')).toBeNull();
});

test('all that are off are asked for in one go', async () => {
  button('Switch all on').click();
  expect(actions.switchOn.mock.calls[0]?.[0].map(({ name }) => name)).toEqual([
    'Matrix and Element',
  ]);
});

test('forgetting asks first', async () => {
  await act(() => button('Forget everything…').click());
  expect(actions.forget).not.toHaveBeenCalled();
  const dialog = root.querySelector('dialog');
  expect(dialog?.open).toBe(true);
  await act(() => button('Keep it').click());
  expect(dialog?.open).toBe(false);
  expect(actions.forget).not.toHaveBeenCalled();
  await act(() => button('Forget everything…').click());
  await act(async () => button('Forget everything', dialog ?? root).click());
  expect(actions.forget).toHaveBeenCalledOnce();
});

test('saving shows how far it is and can be cancelled', async () => {
  actions.exportFindings.mockImplementationOnce(
    (signal, progress) =>
      new Promise((_, reject) => {
        progress(500, 2000);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  await act(() => button('Save findings').click());
  expect(root.querySelector('progress')?.value).toBe(500);
  expect(root.querySelector('.export')?.textContent).toContain('500 of 2,000');
  await act(async () => button('Cancel').click());
  expect(root.querySelector('.export')?.textContent).toContain('Cancelled.');
  await act(async () => button('Save findings').click());
  expect(root.querySelector('.export')?.textContent).toContain('Saved.');
});

test('a protocol for own servers is not called a platform without a web client', async () => {
  const [tiktok] = platformRows;
  if (!tiktok) throw new Error('no sample');
  const bare = { claims: [], enabled: false, permitted: false };
  const service = (name: string) => ({ id: name.toLowerCase(), name, pages: [] });
  await act(() =>
    publish([
      { ...bare, service: service('XMPP'), selfHosted: true },
      { ...bare, service: service('Signal') },
    ]),
  );
  expect(platform('XMPP').textContent).toContain('own servers');
  expect(platform('Signal').textContent).toContain('no web client');
});
