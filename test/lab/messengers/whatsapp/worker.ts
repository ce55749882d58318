import { serveSession } from '../../client/worker-talk.ts';
import { openSession } from './session.ts';

serveSession(self as unknown as Parameters<typeof serveSession>[0], openSession);
