import { bindChat } from '../../client/chat.ts';
import { query } from '../../client/visitor.ts';
import { openMls, openProteus } from './session.ts';

/** Wire: Proteus, or MLS with `?protocol=mls`. */
const conversation =
  /#\/conversation\/([0-9a-f-]{36})/.exec(location.hash)?.[1] ??
  '9f1d2c3b-4a59-4877-8695-a4b3c2d1e001';

const chat = bindChat({
  composer: '#conversation-input-bar-text [contenteditable]',
  button: '[data-uie-name=do-send-message]',
  async send(text) {
    await (await session).say(text);
  },
});

const open = query.get('protocol') === 'mls' ? openMls : openProteus;
const session = open(
  {
    ready: () => chat.ready(),
    heard: (text) => chat.show(text, 'in'),
    failed: (error) => chat.fail(error),
  },
  conversation,
);
session.catch(chat.fail);
