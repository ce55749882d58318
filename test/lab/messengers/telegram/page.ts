import { bindChat } from '../../client/chat.ts';
import { type Session, sessionInWorker } from '../../client/worker-talk.ts';

/** Telegram's two web clients: `/a/` with a dedicated worker, `/k/` with a SharedWorker. */
const chat = bindChat({
  composer: '#editable-message-text',
  button: '.main-button.send',
  send: (text) => session.say(text),
});

const events = {
  ready: () => chat.ready(),
  heard: (text: string) => chat.show(text, 'in'),
  failed: (error: unknown) => chat.fail(error),
};

const session: Session = location.pathname.startsWith('/k/')
  ? sessionInWorker(new SharedWorker('/k/mtproto.worker-lab.js').port, events)
  : sessionInWorker(new Worker('/a/worker-lab.js'), events);
