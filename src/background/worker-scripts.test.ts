import { describe, expect, it } from 'vitest';
import type { WorkerScriptRequest } from '../browser/response-filter.ts';
import { contentSender, FakeBrowser } from './testing/fake-browser.ts';
import { withTap } from './worker-scripts.ts';

const channel = { name: 'secret', frame: '7:0', parent: 'https://a.test/' };
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function changed(script: string): string | undefined {
  const bytes = withTap(new TextEncoder().encode(script), channel);
  return bytes && decoder.decode(bytes);
}

describe('a script with the tap in front of it', () => {
  it('ends with its own bytes, on the line that was its first', () => {
    const script = '\uFEFFlet a = "ü";\nf();\n//# sourceMappingURL=a.map';
    const text = changed(script) ?? '';
    expect(text.endsWith(script)).toBe(true);
    const prefix = text.slice(0, -script.length);
    expect(prefix).toContain('"name":"secret"');
    expect(prefix.length).toBeGreaterThan(5_000);
  });

  it('keeps its directive', () => {
    expect(changed(`/* a */ 'use strict'; f()`)).toMatch(/^"use strict";\(/);
    expect(changed('f()')).toMatch(/^\(/);
  });

  it('says whether it may load modules that run before', () => {
    expect(changed('f()')).toContain('"first":true');
    expect(changed(`import './a.js'`)).toContain('"first":false');
  });

  it('is left alone where nothing may come before it, and in another encoding', () => {
    expect(changed('#!/usr/bin/node\nf()')).toBeUndefined();
    expect(withTap(Uint8Array.of(0xff, 0xfe, 0x66, 0), channel)).toBeUndefined();
    expect(withTap(Uint8Array.of(0x66, 0, 0x28, 0), channel)).toBeUndefined();
  });
});

describe('the background', () => {
  const request: WorkerScriptRequest = {
    url: 'https://chat.example.org/w.js',
    thread: 'worker',
    tabId: 7,
    frameId: 3,
    parent: 'https://chat.example.org/room',
  };
  const textOf = async (browser: FakeBrowser, asked = request) => {
    const rewrite = await (await browser.watching()).workerScript(asked);
    return rewrite && decoder.decode(rewrite(new TextEncoder().encode('f()')));
  };

  it('changes scripts of sites that are on, where the person said so, and no others', async () => {
    const browser = new FakeBrowser();
    expect(await textOf(browser)).toBeUndefined();
    browser.looksIntoWorkers = true;
    expect(await textOf(browser)).toContain('"frame":"7:3"');
    expect(await textOf(browser, { ...request, url: 'https://other.test/w.js' })).toBeUndefined();
  });

  it("tells the frame's content script where its workers speak, and nobody else", async () => {
    const browser = new FakeBrowser();
    const hello = async () =>
      (await browser.watching()).message({ kind: 'hello' }, contentSender({ frameId: 3 }));
    expect(await hello()).not.toHaveProperty('workerChannel');
    browser.looksIntoWorkers = true;
    const { workerChannel } = (await hello()) as { workerChannel: { name: string } };
    expect(workerChannel).toEqual({ name: expect.stringMatching(/^[0-9a-f]{64}$/), frame: '7:3' });
    expect(await textOf(browser)).toContain(workerChannel.name);
  });

  it('changes the script of a service worker to the same in every tab', async () => {
    const browser = new FakeBrowser();
    browser.looksIntoWorkers = true;
    const service = { ...request, thread: 'serviceworker' as const };
    const one = await textOf(browser, service);
    expect(one).toContain('"frame":""');
    expect(
      await textOf(browser, { ...service, tabId: 9, parent: 'https://chat.example.org/b' }),
    ).toBe(one);
  });
});
