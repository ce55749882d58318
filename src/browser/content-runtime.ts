/**
 * The extension interface as a content script needs it. The polyfill would weigh more than the script's
 * own code in every frame; both browsers' native objects have these calls in the same form.
 */
import type { Briefing, ContentMessage } from '../messages/messages.ts';
import type { BackgroundMessage } from '../messages/outside-payload.ts';

type Listener = (message: BackgroundMessage, sender: { id?: string; tab?: unknown }) => void;

interface Runtime {
  id?: string;
  sendMessage(message: ContentMessage): Promise<unknown>;
  onMessage: { addListener(listener: Listener): void; removeListener(listener: Listener): void };
}

const api = globalThis as unknown as {
  browser?: { runtime: Runtime };
  chrome?: { runtime: Runtime };
};

function runtime(): Runtime | undefined {
  return api.browser?.runtime ?? api.chrome?.runtime;
}

/** False after the extension was updated or removed: this script is then an orphan and must go quiet. */
export function isConnected(): boolean {
  return runtime()?.id !== undefined;
}

/** Sends to the background. Rejects when the extension is gone. */
export async function sendToBackground(message: ContentMessage): Promise<unknown> {
  const connection = runtime();
  if (connection?.id === undefined) throw new Error('the extension was updated; reload the page');
  return connection.sendMessage(message);
}

/** Asks what this page is and how to look at it; undefined when its site is not switched on. */
export async function askBriefing(): Promise<Briefing | undefined> {
  return (await sendToBackground({ kind: 'hello' })) as Briefing | undefined;
}

/** Calls `listener` with what the background says to this frame, until `signal` aborts. */
export function onBackgroundMessage(
  listener: (message: BackgroundMessage) => void,
  signal: AbortSignal,
): void {
  const connection = runtime();
  if (connection?.id === undefined) return;
  const { id, onMessage } = connection;
  // Nothing is returned: the answer of a listener would go back to whoever asked.
  const take: Listener = (message, sender) => {
    if (sender.id === id && sender.tab === undefined) listener(message);
  };
  onMessage.addListener(take);
  signal.addEventListener('abort', () => onMessage.removeListener(take), { once: true });
}
