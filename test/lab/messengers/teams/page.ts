import { bindChat } from '../../client/chat.ts';
import { sessionInWorker } from '../../client/worker-talk.ts';

/** Teams: what is typed is handed to a worker, which sends it. */
const chat = bindChat({
  composer: '[data-tid=ckeditor][contenteditable]',
  button: '[data-tid=newMessageCommands-send]',
  send: (text) => session.say(text),
});

const session = sessionInWorker(new Worker('/v2/worker/precompiled-web-worker-lab.js'), {
  ready: () => chat.ready(),
  heard: (text) => chat.show(text, 'in'),
  failed: (error) => chat.fail(error),
});
