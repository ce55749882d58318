import { beforeEach, expect, test, vi } from 'vitest';

const calls = vi.hoisted(() => ({
  request: vi.fn<(patterns: readonly string[]) => Promise<boolean>>(),
  ask: vi.fn<(message: object) => Promise<undefined>>(async () => undefined),
}));
vi.mock('../../browser/permissions.ts', () => ({ requestPatterns: calls.request }));
vi.mock('../../browser/runtime-messages.ts', () => ({ askBackground: calls.ask }));

const { siteActions } = await import('./site-actions.ts');

const platform = { id: 'tiktok', name: 'TikTok', pages: ['*://*.tiktok.example/*'] };
const site = {
  id: 'site-lan',
  name: 'chat.lan',
  pages: ['http://chat.lan/*'],
  origin: 'http://chat.lan:8065',
};

beforeEach(() => {
  vi.clearAllMocks();
  calls.request.mockResolvedValue(true);
});

test('access is asked for at once, for all together; then each is switched on', async () => {
  const done = siteActions.switchOn([platform, site]);
  expect(calls.request).toHaveBeenCalledExactlyOnceWith([...platform.pages, ...site.pages]);
  expect(await done).toBe(true);
  expect(calls.ask.mock.calls).toEqual([
    [{ kind: 'set-platform', id: 'tiktok', enabled: true }],
    [{ kind: 'add-site', origin: site.origin }],
  ]);
});

test('the choice is told before the answer: the question may close the popup', async () => {
  calls.request.mockReturnValue(new Promise(() => undefined));
  void siteActions.switchOn([platform]);
  void siteActions.addSite('https://chat.example');
  await vi.waitFor(() => expect(calls.ask).toHaveBeenCalledTimes(2));
});

test('when the person declines, nothing stays switched on', async () => {
  calls.request.mockResolvedValue(false);
  expect(await siteActions.switchOn([platform])).toBe(false);
  expect(calls.ask).toHaveBeenLastCalledWith({
    kind: 'set-platform',
    id: 'tiktok',
    enabled: false,
  });
  expect(await siteActions.addSite('https://chat.example')).toBe(false);
  expect(calls.ask).toHaveBeenLastCalledWith({
    kind: 'remove-site',
    origin: 'https://chat.example',
  });
});

test('a site is asked for at once, by host, and added with its port', async () => {
  const done = siteActions.addSite('http://chat.lan:8065');
  expect(calls.request).toHaveBeenCalledExactlyOnceWith(['http://chat.lan/*']);
  await done;
  expect(calls.ask).toHaveBeenCalledExactlyOnceWith({ kind: 'add-site', origin: site.origin });
});

test('a platform is switched off, an added site is removed', async () => {
  await siteActions.switchOff(platform);
  await siteActions.switchOff(site);
  expect(calls.ask.mock.calls).toEqual([
    [{ kind: 'set-platform', id: 'tiktok', enabled: false }],
    [{ kind: 'remove-site', origin: site.origin }],
  ]);
});
