import { bindChat } from '../../client/chat.ts';
import { type Session, sessionInWorker } from '../../client/worker-talk.ts';
import { openPlain } from './plain-session.ts';

/**
 * Messenger: `/messages/t/<thread>` is readable and sent by the page; `/messages/e2ee/t/<thread>` is end-to-end
 * encrypted, and its socket belongs to a SharedWorker.
 */
let session: Promise<Session>;

const chat = bindChat({
  composer: '[aria-label=Message][contenteditable]',
  button: '[aria-label="Press Enter to send"]',
  async send(text) {
    await (await session).say(text);
  },
});

const events = {
  ready: () => chat.ready(),
  heard: (text: string) => chat.show(text, 'in'),
  failed: (error: unknown) => chat.fail(error),
};

async function openInSharedWorker(): Promise<Session> {
  const { port } = new SharedWorker('/static_resources/webworker/init_script/?worker_type=MODULE', {
    name: 'MAWMainWebWorkerV2Bundle',
    type: 'module',
  });
  const executed = new Promise((resolve) => {
    port.addEventListener('message', resolve, { once: true });
  });
  port.start();
  const url = 'https://static.xx.fbcdn.net/rsrc.php/lab.js';
  port.postMessage({ type: 'execute-worker', args: [{ url }] });
  await executed;
  return sessionInWorker(port, events);
}

const [, , kind, thread = '7012345678901234'] = location.pathname.split('/');
session = kind === 'e2ee' ? openInSharedWorker() : openPlain(events, thread);
session.catch(chat.fail);
