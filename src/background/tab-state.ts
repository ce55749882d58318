import { webOrigin } from '../browser/match-pattern.ts';
import type { JudgedConversation, TabState } from '../messages/messages.ts';
import type { Profile } from '../platforms/profile.ts';
import type { ConversationRow, Database } from '../store/database.ts';
import { observationsOfSession } from '../store/queries.ts';
import { leakLine } from '../verdict/leaks.ts';
import { sentence } from '../verdict/rules.ts';
import type { Conversations } from './conversations.ts';
import type { DeepCapture } from './deep-capture/deep-capture.ts';
import type { Sites } from './sites.ts';
import type { TabSessions } from './tab-sessions.ts';

export interface TabStateParts {
  sites: Sites;
  sessions: TabSessions;
  conversations: Conversations;
  deepCapture: Pick<DeepCapture, 'state' | 'switchOn' | 'switchOff'>;
  database: Database;
  profiles: readonly Profile[];
  /** Undefined where we may not know it. */
  tabUrl(tabId: number): Promise<string | undefined>;
}

/** Payloads that the popup shows. */
const SHOWN = 20;

/** Everything that the popup needs of a tab. */
export async function tabState(parts: TabStateParts, tabId: number): Promise<TabState> {
  const address = await parts.tabUrl(tabId);
  const origin = webOrigin(address);
  if (address === undefined || origin === undefined) return { state: 'no-site' };
  const known = await parts.sites.at(address);
  if (known === undefined) return { state: 'unsupported', origin };
  const { service, profile, enabled } = known;
  const { claims } = profile;
  if (!enabled) return { state: 'off', service, claims };
  if (!(await parts.sites.permittedAt(known, address))) {
    return { state: 'permission-missing', service, claims };
  }
  const session = await parts.sessions.read(tabId);
  if (session?.origin !== origin) return { state: 'reload-needed', service, claims };
  const [row, payloads] = await Promise.all([
    session.front ? parts.conversations.read(session.front.id) : undefined,
    observationsOfSession(parts.database, session.id, SHOWN),
  ]);
  // On an added site the conversation's protocol is what somebody documents, not the site.
  const spoken = parts.profiles.find(({ id }) => id === row?.platform) ?? profile;
  const watched = {
    service,
    claims: spoken.claims,
    ...(spoken.custody === undefined ? {} : { custody: spoken.custody }),
    coverage: session.coverage,
    payloads,
    counts: { payloads: session.payloads, sends: session.sends },
    deepCapture: await parts.deepCapture.state(tabId),
  };
  if (row === undefined || row.judged === 0) return { state: 'waiting', ...watched };
  return { state: 'judged', conversation: judgedConversation(row), ...watched };
}

function judgedConversation({ platform, state }: ConversationRow): JudgedConversation {
  return {
    conversation: state.conversation,
    platform,
    judgement: state.judgement,
    sentences: state.judgement.reasons.map(sentence),
    leaks: state.evidence.leaks.map(leakLine),
  };
}
