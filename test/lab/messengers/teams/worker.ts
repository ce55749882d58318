import { dressed } from '../../client/sealing.ts';
import { serveSession } from '../../client/worker-talk.ts';

/** Teams' data layer: posts messages and follows the Trouter socket, all of it in a worker. */
interface Resource {
  conversationLink: string;
  content: string;
  from: string;
}

/** The JSON of a Trouter frame (`3:::{…}`), whose body is JSON once more. */
function resourceOf(frame: string): Resource | undefined {
  const [, json] = /^3:::(\{.*\})$/s.exec(frame) ?? [];
  if (json === undefined) return undefined;
  return JSON.parse(JSON.parse(json).body).resource;
}

function wordsOf(html: string): string {
  return html.replace(/^<p>|<\/p>$/g, '');
}

serveSession(self as unknown as Parameters<typeof serveSession>[0], async (events, page) => {
  const thread = decodeURIComponent(page.pathname.split('/')[3] ?? '');
  const me = `8:orgid:${crypto.randomUUID()}`;
  const address = `/api/chatsvc/emea/v1/users/ME/conversations/${encodeURIComponent(thread)}`;
  const socket = new WebSocket('wss://go-eu.trouter.teams.microsoft.com/v4/c?tc=lab');
  socket.addEventListener('open', () => events.ready());
  socket.addEventListener('message', ({ data }) => {
    const resource = resourceOf(data as string);
    if (resource === undefined || resource.from === me) return;
    if (resource.conversationLink.endsWith(thread)) events.heard(wordsOf(resource.content));
  });
  return {
    async say(text) {
      const answer = await fetch(`${address}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authentication: `skypetoken=${me}` },
        body: JSON.stringify({
          id: '-1',
          type: 'Message',
          conversationid: thread,
          from: me,
          composetime: new Date().toISOString(),
          content: `<p>${dressed(text, page)}</p>`,
          messagetype: 'RichText/Html',
          contenttype: 'Text',
          clientmessageid: String(BigInt(Date.now()) << 22n),
          amsreferences: [],
          properties: { importance: '', subject: '' },
        }),
      });
      if (!answer.ok) throw new Error(`send answered ${answer.status}`);
    },
  };
});
