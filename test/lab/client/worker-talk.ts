/** What a lab page and its messaging worker say to each other. */

export interface Session {
  say(text: string): Promise<void>;
}

export interface SessionEvents {
  ready(): void;
  heard(text: string): void;
  failed(error: unknown): void;
}

/** Method calls as Telegram A's page makes them; the others' shapes aren't known. */
type ToWorker =
  | { type: 'callMethod'; name: 'init'; args: [href: string] }
  | { type: 'callMethod'; name: 'sendMessage'; args: [{ text: string }]; messageId: number };
type ToPage =
  | { type: 'ready' }
  | { type: 'heard'; text: string }
  | { type: 'failed'; reason: string }
  | { type: 'methodResponse'; messageId: number };

interface Port {
  postMessage(message: ToWorker | ToPage): void;
  addEventListener(type: 'message', take: (event: MessageEvent) => void): void;
  start?(): void;
}

/** The page's end: a session that lives in a worker. */
export function sessionInWorker(port: Port, events: SessionEvents): Session {
  const calls = new Map<number, () => void>();
  let last = 0;
  port.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.type === 'ready') events.ready();
    else if (data.type === 'heard') events.heard(data.text);
    else if (data.type === 'failed') events.failed(data.reason);
    else calls.get(data.messageId)?.();
  });
  port.start?.();
  port.postMessage({ type: 'callMethod', name: 'init', args: [location.href] });
  return {
    say(text) {
      last += 1;
      const messageId = last;
      return new Promise((resolve) => {
        calls.set(messageId, resolve);
        port.postMessage({ type: 'callMethod', name: 'sendMessage', args: [{ text }], messageId });
      });
    },
  };
}

/**
 * The worker's end. @param open starts the session for a page; gets the page's address.
 */
export function serveSession(
  port: Port,
  open: (events: SessionEvents, page: URL) => Promise<Session>,
): void {
  let session: Promise<Session> | undefined;
  const failed = (error: unknown): void =>
    port.postMessage({ type: 'failed', reason: String(error) });
  const events: SessionEvents = {
    ready: () => port.postMessage({ type: 'ready' }),
    heard: (text) => port.postMessage({ type: 'heard', text }),
    failed,
  };
  port.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    if (data.name === 'init') {
      session = open(events, new URL(data.args[0]));
      session.catch(failed);
    } else if (data.name === 'sendMessage') {
      const { args, messageId } = data;
      session
        ?.then((opened) => opened.say(args[0].text))
        .then(() => port.postMessage({ type: 'methodResponse', messageId }))
        .catch(failed);
    }
  });
  port.start?.();
}
