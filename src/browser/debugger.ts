/**
 * The browser's debugger, with which deep capture looks into workers. Only the build that asks for the permission has it,
 * and only Chrome. Source: the Chrome DevTools Protocol, domains Target, Network, Runtime and Debugger.
 */

/** A tab, a worker by the id of its target, or, with `session`, what was attached to beneath one of them. */
export interface Debuggee {
  tabId?: number;
  targetId?: string;
  sessionId?: string;
}

export type Parameters = Record<string, unknown>;

/** Why the browser let go: the person pressed Cancel in its bar, or what was looked into is gone. */
export type DetachReason = 'canceled' | 'closed';

/** A worker of any page: shared, or a service worker. */
export interface WorkerTarget {
  id: string;
  url: string;
}

export interface Debugger {
  /** Rejects when the browser refuses, or somebody else debugs it already. */
  attach(debuggee: Debuggee): Promise<void>;
  detach(debuggee: Debuggee): Promise<void>;
  /** Rejects when the debuggee is gone or the command fails. */
  command(debuggee: Debuggee, method: string, parameters?: Parameters): Promise<Parameters>;
  workers(): Promise<WorkerTarget[]>;
  onEvent(listener: (from: Debuggee, method: string, parameters: Parameters) => void): void;
  onDetach(listener: (from: Debuggee, reason: DetachReason) => Promise<void>): void;
}

/** Version of the protocol. */
const PROTOCOL = '1.3';

/** Chrome has the interface, and can't grant it later: https://developer.chrome.com/docs/extensions/reference/permissions-list. */
export function debuggerInOtherBuild(): boolean {
  return browserDebugger() === undefined && /Chrom(e|ium)\//.test(navigator.userAgent);
}

/** Undefined where the browser has no such interface, or this build does not ask for it. */
export function browserDebugger(): Debugger | undefined {
  const api = (globalThis as { chrome?: Partial<typeof chrome> }).chrome?.debugger;
  if (api === undefined) return undefined;
  return {
    attach: async (debuggee) => api.attach(debuggee, PROTOCOL),
    detach: async (debuggee) => api.detach(debuggee),
    command: async (debuggee, method, parameters = {}) =>
      ((await api.sendCommand(debuggee, method, parameters)) ?? {}) as Parameters,
    async workers() {
      const targets = await api.getTargets();
      return targets.filter(({ type }) => type === 'worker').map(({ id, url }) => ({ id, url }));
    },
    onEvent(listener) {
      api.onEvent.addListener((from, method, parameters = {}) =>
        listener(from, method, parameters as Parameters),
      );
    },
    onDetach(listener) {
      api.onDetach.addListener(async (from, reason) =>
        listener(from, reason === 'canceled_by_user' ? 'canceled' : 'closed'),
      );
    },
  };
}
