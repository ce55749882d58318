import { bindChat } from '../../client/chat.ts';
import { query } from '../../client/visitor.ts';
import { type Session, sessionInWorker } from '../../client/worker-talk.ts';
import { openSession } from './session.ts';

/**
 * WhatsApp: Noise over a WebSocket, opened by the page itself, or, with `?comms=worker`, by a dedicated worker, as
 * the experiment of autumn 2026 does.
 */
let session: Promise<Session>;

const chat = bindChat({
  composer: '[aria-label="Type a message"][contenteditable]',
  button: '[aria-label=Send]',
  async send(text) {
    await (await session).say(text);
  },
});

const events = {
  ready: () => chat.ready(),
  heard: (text: string) => chat.show(text, 'in'),
  failed: (error: unknown) => chat.fail(error),
};

function inWorker(): Session {
  // The loader comes from the page's origin; it learns by message where the code is.
  const worker = new Worker('/static_resources/webworker_v1/init_script/?type=backend');
  const bundleUrl = 'https://static.whatsapp.net/rsrc.php/lab.js';
  worker.postMessage({ type: 'sr-init', bundleUrl });
  return sessionInWorker(worker, events);
}

session =
  query.get('comms') === 'worker'
    ? Promise.resolve(inWorker())
    : openSession(events, new URL(location.href));
session.catch(chat.fail);
