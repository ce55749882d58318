import { WebSocket } from 'ws';

/** Answers differ by command; callers narrow what they read. */
export type BidiResult = Record<string, unknown>;

export interface BidiClient {
  /** Sends a WebDriver BiDi command. @throws with the browser's error and message. */
  command(method: string, params: object): Promise<BidiResult>;
  onEvent(method: string, listener: (params: BidiResult) => void): void;
  close(): void;
}

interface Waiting {
  resolve(result: BidiResult): void;
  reject(error: Error): void;
}

/** Connects to a browser's BiDi endpoint (https://w3c.github.io/webdriver-bidi/). */
export async function connectBidi(url: string): Promise<BidiClient> {
  const socket = new WebSocket(url, { maxPayload: 256 * 1024 * 1024 });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, ((params: BidiResult) => void)[]>();
  let nextId = 0;
  let gone = false;

  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'event') {
      for (const listener of listeners.get(message.method) ?? []) listener(message.params);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'success') asked?.resolve(message.result);
    else asked?.reject(new Error(`${message.error}: ${message.message}`));
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    gone = true;
    for (const { reject } of waiting.values()) reject(new Error('the browser went away'));
    waiting.clear();
  });

  return {
    command(method, params) {
      if (gone) return Promise.reject(new Error('the browser went away'));
      const id = ++nextId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    onEvent(method, listener) {
      listeners.set(method, [...(listeners.get(method) ?? []), listener]);
    },
    close: () => socket.close(),
  };
}
