import { audience } from '../../server/audience.ts';
import { bundle } from '../../server/bundle.ts';
import { chatBody, serveCommon, servePage, serveScript } from '../../server/page.ts';
import type { Site } from '../../server/site.ts';

const BODY = chatBody({
  heading: 'Microsoft Teams',
  conversations: [
    { href: '/v2/conversations/19:lab-robin@unq.gbl.spaces', label: 'Robin' },
    { href: '/v2/conversations/19:lab-sam@unq.gbl.spaces', label: 'Sam' },
  ],
  composer: '<div data-tid="ckeditor" contenteditable="true" role="textbox"></div>',
  send: '<button type="button" data-tid="newMessageCommands-send" aria-label="Send">Send</button>',
});

/** Teams' chats: readable by the service. */
export function teams(): Site {
  const sockets = audience();
  let messages = 0;

  function deliver(thread: string, from: string, content: string): void {
    messages += 1;
    const base = 'https://notifications.skype.net/v1/users/ME/conversations/';
    const resource = {
      type: 'Message',
      messagetype: 'RichText/Html',
      conversationLink: base + thread,
      from,
      content,
    };
    const body = JSON.stringify({ type: 'EventMessage', resourceType: 'NewMessage', resource });
    const push = { id: messages, method: 'POST', url: '/v4/f/lab/messaging', headers: {}, body };
    sockets.send(`3:::${JSON.stringify(push)}`);
  }

  return {
    id: 'teams',
    hosts: [
      { host: 'teams.microsoft.com', schemes: ['https'] },
      { host: 'go-eu.trouter.teams.microsoft.com', schemes: ['https'] },
    ],
    async handle(exchange) {
      const { pathname } = exchange.url;
      const [, thread] = /\/users\/ME\/conversations\/([^/]+)\/messages$/.exec(pathname) ?? [];
      if (thread !== undefined) {
        const { from, content } = JSON.parse(exchange.body.toString());
        deliver(decodeURIComponent(thread), from, content);
        exchange.json({ OriginalArrivalTime: Date.now() }, 201);
      } else if (pathname === '/v2/worker/precompiled-web-worker-lab.js') {
        serveScript(exchange, await bundle(new URL('worker.ts', import.meta.url)));
      } else if (!(await serveCommon(exchange))) {
        servePage(exchange, {
          title: 'Chat | Robin | Microsoft Teams',
          body: BODY,
          script: new URL('page.ts', import.meta.url),
          directives: ["worker-src 'self' blob:"],
        });
      }
    },
    socket(socket, { host }) {
      if (host.includes('trouter')) sockets.add(socket);
    },
    say(text, conversation = '19:lab-robin@unq.gbl.spaces') {
      deliver(conversation, '8:orgid:robin', `<p>${text}</p>`);
    },
  };
}
