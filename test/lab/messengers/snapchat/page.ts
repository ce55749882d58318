import { bindChat } from '../../client/chat.ts';
import { sessionInWorker } from '../../client/worker-talk.ts';

/** Snapchat: all of messaging runs in a worker that the page makes from a blob of one line. */
const chat = bindChat({
  composer: '[role=textbox][contenteditable]',
  button: '[aria-label="Send chat"]',
  send: (text) => session.say(text),
});

const chunk = new URL('/web/chunk-lab.js', location.href).href;
const source = new Blob([`importScripts(${JSON.stringify(chunk)})`], { type: 'text/javascript' });

const session = sessionInWorker(new Worker(URL.createObjectURL(source)), {
  ready: () => chat.ready(),
  heard: (text) => chat.show(text, 'in'),
  failed: (error) => chat.fail(error),
});
