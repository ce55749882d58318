/** A browser for tests: what the background needs of one, with the refusals that real ones have. */
import type { TabBadge } from '../../browser/action.ts';
import type { Debugger } from '../../browser/debugger.ts';
import { MemoryArea } from '../../browser/key-value-area.ts';
import type { Sender } from '../../browser/runtime-messages.ts';
import type { PageScript, ScriptRegister } from '../../browser/scripting.ts';
import type { FrameTarget } from '../../browser/tabs.ts';
import type { BackgroundMessage } from '../../messages/outside-payload.ts';
import { profiles } from '../../platforms/registry.ts';
import { Database } from '../../store/database.ts';
import { profile, seen } from '../../verdict/testing/examples.ts';
import { type Core, createCore } from '../core.ts';

export const own = { id: 'sealcheck@test', pages: 'chrome-extension://sealcheck/' };
export const ourPage: Sender = { id: own.id, url: `${own.pages}src/ui/popup/index.html` };
export const chatPattern = 'https://chat.example.org/*';

/** Our content script in a page; `profile` of the verdict's examples describes the default one. */
export function contentSender(changes: Partial<Sender> = {}, tabId = 7): Sender {
  const url = changes.url ?? 'https://chat.example.org/room';
  return {
    id: own.id,
    url,
    origin: new URL(url).origin,
    frameId: 0,
    tab: { id: tabId, url },
    ...changes,
  };
}

/** What our content script says when its page loads. */
export async function greet(core: Core, sender = contentSender()): Promise<unknown> {
  const briefing = await core.message({ kind: 'hello' }, sender);
  await core.message({ kind: 'coverage', reports: [seen()] }, sender);
  return briefing;
}

class FakeRegister implements ScriptRegister {
  scripts: PageScript[] = [];
  calls = 0;

  async list() {
    return structuredClone(this.scripts);
  }

  async add(scripts: readonly PageScript[]) {
    this.calls += 1;
    for (const { id } of scripts) {
      if (this.scripts.some((script) => script.id === id)) {
        throw new Error(`Duplicate script ID '${id}'`);
      }
    }
    this.scripts.push(...structuredClone(scripts));
  }

  async remove(ids: readonly string[]) {
    this.scripts = this.scripts.filter(({ id }) => !ids.includes(id));
  }
}

let databases = 0;

/** Everything that outlives the background. `start` makes a new one over it, as a browser does. */
export class FakeBrowser {
  readonly local = new MemoryArea();
  session = new MemoryArea();
  readonly register = new FakeRegister();
  readonly badges = new Map<number, TabBadge>();
  readonly tabs = new Map<number, string>();
  /** Tabs that were loaded again. */
  readonly reloaded: number[] = [];
  debugger: Debugger | undefined;
  granted = new Set<string>([chatPattern]);
  looksIntoWorkers = false;
  now = 1_700_000_000_000;
  listenedTo: readonly string[] = [];
  readonly told: { target: FrameTarget; message: BackgroundMessage }[] = [];
  readonly #name: string;

  constructor() {
    databases += 1;
    this.#name = `test-${databases}`;
    this.tabs.set(7, 'https://chat.example.org/room');
  }

  database(): Database {
    return new Database(this.#name);
  }

  start(database: Database = this.database()): Core {
    return createCore({
      local: this.local,
      session: this.session,
      register: this.register,
      database,
      profiles: [profile, ...profiles],
      own,
      granted: async (patterns) => patterns.filter((pattern) => this.granted.has(pattern)),
      tabUrl: async (tabId) => this.tabs.get(tabId),
      tabsAt: async (origin) =>
        [...this.tabs].flatMap(([id, url]) => (url.startsWith(`${origin}/`) ? [id] : [])),
      reloadTab: async (tabId) => {
        this.reloaded.push(tabId);
      },
      debugger: this.debugger,
      debuggerInOtherBuild: false,
      showBadge: async (tabId, badge) => {
        this.badges.set(tabId, badge);
      },
      now: () => this.now,
      looksIntoWorkers: async () => this.looksIntoWorkers,
      tell: async (target, message) => {
        this.told.push({ target, message });
        return true;
      },
      listenTo: (patterns) => {
        this.listenedTo = patterns;
      },
    });
  }

  /** The ends of the way, with the example platform switched on and one page loaded. */
  async watching(): Promise<Core> {
    const core = this.start();
    await core.message({ kind: 'set-platform', id: profile.id, enabled: true }, ourPage);
    await greet(core);
    return core;
  }
}
