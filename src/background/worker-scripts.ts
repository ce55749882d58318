/**
 * Puts the worker tap in front of the scripts of workers, on sites that are switched on, where the person had us look into
 * workers. Reasons and what it changes: docs/decisions/0011.
 */
import type { Rewrite, WorkerScriptRequest } from '../browser/response-filter.ts';
import type { Briefing } from '../messages/messages.ts';
import type { WorkerChannel } from '../messages/tap-message.ts';
import { channelPrefix } from '../tap/worker-prefix.ts';
import type { Frame } from './frame.ts';
import type { InstallationKey } from './installation-key.ts';
import { headOf } from './script-head.ts';
import type { Sites } from './sites.ts';

export interface WorkerScriptsParts {
  sites: Pick<Sites, 'enabledAt'>;
  key: Pick<InstallationKey, 'forWorkers'>;
  /** Whether the person had us look into workers, and the browser lets us. */
  looksIntoWorkers(): Promise<boolean>;
}

export class WorkerScripts {
  readonly #parts: WorkerScriptsParts;

  constructor(parts: WorkerScriptsParts) {
    this.#parts = parts;
  }

  /** Where a frame's content script hears its workers; undefined where nobody looks into them. */
  async channelOf({ origin, tabId, frameId }: Frame): Promise<Briefing['workerChannel']> {
    const { key, looksIntoWorkers } = this.#parts;
    if (!(await looksIntoWorkers())) return undefined;
    return { name: await key.forWorkers(origin), frame: `${tabId}:${frameId}` };
  }

  /** How a worker's script is changed; undefined: not at all. A worker's script is of its page's origin. */
  async rewriteOf(request: WorkerScriptRequest): Promise<Rewrite | undefined> {
    const { key, sites, looksIntoWorkers } = this.#parts;
    const { origin } = new URL(request.url);
    const [looks, known] = [await looksIntoWorkers(), await sites.enabledAt(`${origin}/`)];
    if (!looks || known === undefined) return undefined;
    const name = await key.forWorkers(origin);
    // A service worker's script is compared with what the browser has: for the same script it must be the same.
    const isOwn = request.thread === 'worker';
    const channel = {
      name,
      frame: isOwn ? `${request.tabId}:${request.frameId}` : '',
      parent: isOwn ? request.parent : '',
    };
    return (script) => withTap(script, channel);
  }
}

/**
 * The script with the tap in front of it, on the same line. The bytes of the script stay as they are: workers' scripts are
 * UTF-8 whatever their headers say (HTML standard §8.1.4.2), the tap is ASCII, and a byte order mark is white space.
 */
export function withTap(
  script: Uint8Array,
  channel: Omit<WorkerChannel, 'first'>,
): Uint8Array | undefined {
  const isUtf16 = script[0] === 0 || script[1] === 0 || (script[0] ?? 0) >= 0xfe;
  const text = new TextDecoder().decode(script);
  const { mustBeFirst, strict, mayImport } = headOf(text);
  if (isUtf16 || mustBeFirst) return undefined;
  const prefix = `${strict ? '"use strict";' : ''}${channelPrefix({ ...channel, first: !mayImport })}`;
  const bytes = new TextEncoder().encode(prefix);
  const whole = new Uint8Array(bytes.length + script.length);
  whole.set(bytes);
  whole.set(script, bytes.length);
  return whole;
}
