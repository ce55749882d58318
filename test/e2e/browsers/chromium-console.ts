import type { CDPSession } from 'playwright';
import type { ConsoleLine } from './browser.ts';

interface TargetInfo {
  targetId: string;
  type: string;
  url: string;
}

const watched = new Set(['page', 'iframe', 'service_worker', 'worker', 'shared_worker']);
const told = new Set(['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded']);

/** Runs in the page, on an object that was written to the console. */
function asText(this: unknown): string {
  try {
    return JSON.stringify(this) ?? String(this);
  } catch {
    return String(this);
  }
}

/**
 * Records the console of every page, worker and extension context, content scripts' world included, which
 * Playwright's own event leaves out. `session` is the browser's; the targets are spoken to through it.
 */
export async function recordConsole(session: CDPSession, lines: ConsoleLine[]): Promise<void> {
  const urls = new Map<string, string>();
  let nextId = 0;
  const tell = async (sessionId: string, method: string, params = {}) => {
    const message = JSON.stringify({ id: ++nextId, method, params });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
  };
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { method, params, result } = JSON.parse(message);
    const from = urls.get(sessionId) ?? '';
    // The answers to what is asked below.
    if (typeof result?.result?.value === 'string') lines.push({ from, text: result.result.value });
    if (!told.has(method)) return;
    lines.push({ from, text: JSON.stringify(params) });
    for (const { objectId } of params.args ?? []) {
      if (!objectId) continue;
      // A console line describes an object's first level only. The object may be gone with its document.
      const asked = { objectId, functionDeclaration: `${asText}`, returnByValue: true };
      tell(sessionId, 'Runtime.callFunctionOn', asked).catch(() => undefined);
    }
  });
  const watch = async ({ targetId, type, url }: TargetInfo) => {
    if (!watched.has(type)) return;
    const { sessionId } = await session.send('Target.attachToTarget', { targetId });
    urls.set(sessionId, `${type} ${url}`);
    await tell(sessionId, 'Runtime.enable');
    await tell(sessionId, 'Log.enable');
  };
  session.on('Target.targetCreated', ({ targetInfo }) => {
    // A target may be gone before it is attached to.
    watch(targetInfo).catch(() => undefined);
  });
  await session.send('Target.setDiscoverTargets', { discover: true });
}
