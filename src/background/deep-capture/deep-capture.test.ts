import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Debuggee, Debugger, Parameters, WorkerTarget } from '../../browser/debugger.ts';
import { MemoryArea } from '../../browser/key-value-area.ts';
import type { BackgroundMessage, OutsideSight } from '../../messages/outside-payload.ts';
import type { KnownService } from '../services.ts';
import { DeepCapture } from './deep-capture.ts';
import { BINDING } from './worker-ciphers.ts';

const address = 'https://chat.example.org/room';
const TAB = 7;

/** The browser: who is attached to what, and every command in its order. */
class FakeDebugger implements Debugger {
  attached: Debuggee[] = [];
  commands: string[] = [];
  targets: WorkerTarget[] = [];
  refusal: string | undefined;

  async attach(debuggee: Debuggee) {
    if (this.refusal) throw new Error(this.refusal);
    this.attached.push(debuggee);
  }

  async detach(debuggee: Debuggee) {
    this.attached = this.attached.filter((one) => JSON.stringify(one) !== JSON.stringify(debuggee));
  }

  async command(debuggee: Debuggee, method: string): Promise<Parameters> {
    const name = debuggee.sessionId ?? debuggee.targetId ?? 'tab';
    this.commands.push(`${name} ${method}`);
    // A stopped worker answers only when it runs.
    return debuggee.sessionId ? new Promise(() => undefined) : {};
  }

  async workers() {
    return this.targets;
  }

  onEvent() {}
  onDetach() {}
}

let api: FakeDebugger;
let area: MemoryArea;
let deep: DeepCapture;
let told: BackgroundMessage[];
let reloaded: number[];
let enabled: boolean;
let tabs: number[];
let now: number;

function start(): DeepCapture {
  return new DeepCapture({
    debugger: api,
    debuggerInOtherBuild: false,
    session: area,
    sites: {
      enabledAt: async (at) => (enabled && at === address ? ({} as KnownService) : undefined),
      permittedAt: async () => true,
    },
    tabUrl: async () => address,
    tabsAt: async () => tabs,
    reloadTab: async (tabId) => {
      reloaded.push(tabId);
    },
    tellTopFrame: async (_, message) => void told.push(structuredClone(message)),
    changed: async () => undefined,
    now: () => now,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  api = new FakeDebugger();
  area = new MemoryArea();
  told = [];
  reloaded = [];
  enabled = true;
  tabs = [TAB];
  now = 1_700_000_000_000;
  deep = start();
});
afterEach(async () => {
  await deep.switchOff(TAB);
  vi.useRealTimers();
});

async function switchedOn(): Promise<void> {
  await deep.switchOn(TAB);
  await deep.documentStarted(TAB);
}

function attach(session: string, more: { type?: string; waiting?: boolean; from?: Debuggee } = {}) {
  const { type = 'worker', waiting = true, from = { tabId: TAB } } = more;
  deep.event(from, 'Target.attachedToTarget', {
    sessionId: session,
    targetInfo: { type, targetId: `target-${session}` },
    waitingForDebugger: waiting,
  });
}

const sights = () =>
  told.filter((message): message is OutsideSight => message.kind === 'outside-sight');
const reasons = () =>
  sights()
    .at(-1)
    ?.reports.map(({ reason }) => reason);

describe('switching on', () => {
  it('attaches to the tab and the site’s shared workers, and reloads last', async () => {
    api.targets = [
      { id: 'mine', url: 'https://chat.example.org/shared.js' },
      { id: 'other', url: 'https://elsewhere.example/shared.js' },
    ];
    await deep.switchOn(TAB);
    expect(api.attached).toEqual([{ tabId: TAB }, { targetId: 'mine' }]);
    expect(reloaded).toEqual([TAB]);
    expect(await deep.state(TAB)).toEqual({ state: 'on' });
  });

  it('does nothing on a site that is not switched on', async () => {
    enabled = false;
    await deep.switchOn(TAB);
    expect(api.attached).toEqual([]);
    expect(await deep.isOn(TAB)).toBe(false);
  });

  it.each([
    ['Another debugger is already attached to the tab with id: 7.', 'conflict'],
    ['Cannot attach to this target.', 'refused'],
  ])('says why it could not: %s', async (refusal, ended) => {
    api.refusal = refusal;
    await deep.switchOn(TAB);
    expect(await deep.state(TAB)).toEqual({ state: 'off', ended });
    expect(reloaded).toEqual([]);
  });
});

describe('a worker', () => {
  beforeEach(switchedOn);

  it('is let go last, and no command to it is waited for', () => {
    attach('s1');
    const ours = api.commands.filter((command) => command.startsWith('s1 '));
    expect(ours).toContain('s1 Network.enable');
    expect(ours).toContain('s1 Target.setAutoAttach');
    expect(ours.at(-1)).toBe('s1 Runtime.runIfWaitingForDebugger');
  });

  it('gets the tap before its first statement, and is then rid of the debugger', () => {
    attach('s1');
    deep.event({ tabId: TAB, sessionId: 's1' }, 'Debugger.paused', {});
    expect(api.commands.slice(-2)).toEqual(['s1 Runtime.evaluate', 's1 Debugger.disable']);
  });

  it('of a worker is one too, and a frame of another site is only passed through', () => {
    attach('s1', { type: 'iframe' });
    attach('s2', { from: { tabId: TAB, sessionId: 's1' } });
    expect(api.commands).not.toContain('s1 Network.enable');
    expect(api.commands).toContain('s1 Runtime.runIfWaitingForDebugger');
    expect(api.commands).toContain('s2 Network.enable');
  });

  it('is seen when it waited for us, and not when it ran already', () => {
    attach('s1');
    expect(sights().at(-1)).toMatchObject({ on: true, whole: true, seen: ['worker'] });
    attach('s2', { waiting: false, type: 'service_worker' });
    expect(sights().at(-1)?.whole).toBe(false);
    // Told only once it is sure that it does not go with the document before.
    expect(reasons()).not.toContain('attached-late');
    now += 3_000;
    return vi.advanceTimersByTimeAsync(1_000).then(() => {
      expect(reasons()).toContain('attached-late');
      deep.event({ tabId: TAB }, 'Target.detachedFromTarget', { sessionId: 's2' });
      expect(sights().at(-1)).toMatchObject({ whole: true, seen: ['worker'] });
    });
  });

  it('that is reached twice is listened to once', () => {
    attach('s1', { type: 'service_worker' });
    const twice = { sessionId: 's9', waitingForDebugger: true };
    const targetInfo = { type: 'service_worker', targetId: 'target-s1' };
    deep.event({ tabId: TAB }, 'Target.attachedToTarget', { ...twice, targetInfo });
    expect(api.commands).not.toContain('s9 Network.enable');
    expect(api.commands).toContain('s9 Runtime.runIfWaitingForDebugger');
  });

  it('is not whole while another tab shows the site', async () => {
    attach('s1');
    tabs = [TAB, 8];
    await deep.tabLoading(8, address);
    expect(sights().at(-1)).toMatchObject({ whole: false });
    expect(reasons()).toEqual(['other-tab']);
  });

  it('tells what it encrypts, by our binding alone and within bounds', () => {
    attach('s1');
    const from = { tabId: TAB, sessionId: 's1' };
    const say = (name: string, payload: unknown) =>
      deep.event(from, 'Runtime.bindingCalled', { name, payload });
    say(BINDING, 'webassembly');
    say('other', 'webassembly');
    say(BINDING, 'x'.repeat(200_001));
    say(BINDING, { toString: () => 'webassembly' });
    const ciphers = told.filter(({ kind }) => kind === 'outside-cipher');
    expect(ciphers).toEqual([expect.objectContaining({ text: 'webassembly' })]);
  });

  it('has its payloads told, and nothing of them kept', async () => {
    attach('s1');
    const from = { tabId: TAB, sessionId: 's1' };
    deep.event(from, 'Network.webSocketCreated', { requestId: '1', url: 'wss://a.test/' });
    const response = { opcode: 1, payloadData: 'quorvex' };
    deep.event(from, 'Network.webSocketFrameSent', { requestId: '1', response });
    expect(told).toContainEqual(expect.objectContaining({ bodyText: 'quorvex' }));
    const kept = await Promise.all((await area.keys()).map((key) => area.get(key)));
    expect(kept).toEqual([{ state: 'on' }]);
  });
});

describe('a shared worker', () => {
  it('that comes back under us is seen from its start', async () => {
    api.targets = [{ id: 'mine', url: 'https://chat.example.org/shared.js' }];
    await switchedOn();
    expect(sights().at(-1)).toMatchObject({ whole: false });
    deep.event({ targetId: 'mine' }, 'Inspector.targetCrashed', {});
    deep.event({ targetId: 'mine' }, 'Inspector.targetReloadedAfterCrash', {});
    expect(sights().at(-1)).toMatchObject({ whole: true, seen: ['sharedworker'] });
  });

  it('that no event announced is found, and is late', async () => {
    await switchedOn();
    api.targets = [{ id: 'mine', url: 'https://chat.example.org/shared.js' }];
    now += 1_000;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sights().at(-1)).toMatchObject({ whole: false, seen: ['sharedworker'] });
  });
});

describe('it ends', () => {
  beforeEach(async () => {
    await switchedOn();
    attach('s1');
  });
  const ended = async (how: string | undefined) => {
    expect(await deep.state(TAB)).toEqual({ state: 'off', ...(how ? { ended: how } : {}) });
    expect(sights().at(-1)).toMatchObject({ on: false, whole: false });
    expect(api.attached).toEqual([]);
  };

  it('when it is switched off', async () => {
    await deep.switchOff(TAB);
    await ended(undefined);
  });

  it('when Cancel is pressed in the browser’s bar', async () => {
    await deep.detached({ tabId: TAB }, 'canceled');
    await ended('canceled');
  });

  it('when the tab goes to a site that is not switched on', async () => {
    await deep.tabLoading(TAB, 'https://elsewhere.example/');
    await ended('left-site');
  });

  it('when the site is switched off', async () => {
    enabled = false;
    await deep.review();
    await ended('left-site');
  });

  it('when the tab is closed, and leaves nothing behind', async () => {
    await deep.tabClosed(TAB);
    expect(api.attached).toEqual([]);
    expect(await area.keys()).toEqual([]);
  });

  it('not when the tab is loaded again', async () => {
    await deep.tabLoading(TAB, address);
    expect(await deep.isOn(TAB)).toBe(true);
  });
});

describe('the background dies', () => {
  it('and comes back: the tab is still on, with a gap until its next document', async () => {
    await switchedOn();
    deep = start();
    await deep.tabLoading(TAB, address);
    expect(await deep.isOn(TAB)).toBe(true);
    expect(sights().at(-1)?.reports).toEqual([
      expect.objectContaining({ reason: 'deep-capture-interrupted', blocks: true }),
    ]);
    await deep.documentStarted(TAB);
    attach('s1');
    expect(sights().at(-1)).toMatchObject({ whole: true, seen: ['worker'] });
  });

  it('and the browser let go meanwhile: it is off, and says why', async () => {
    await switchedOn();
    api.command = async () => {
      throw new Error('Debugger is not attached to the tab');
    };
    deep = start();
    await deep.switchOff(8);
    expect(await deep.state(TAB)).toEqual({ state: 'off', ended: 'interrupted' });
  });
});
