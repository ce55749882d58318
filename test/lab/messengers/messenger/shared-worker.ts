import { serveSession } from '../../client/worker-talk.ts';
import { openSealed } from './sealed-session.ts';

// The loader tells of every page that connects.
self.addEventListener('lab-port', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) serveSession(port, openSealed);
});
