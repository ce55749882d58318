import type { TabBadge } from '../browser/action.ts';
import type { BadgeState } from '../messages/messages.ts';
import type { ConversationState } from '../verdict/conversation-state.ts';
import { sentence } from '../verdict/rules.ts';
import type { Verdict } from '../verdict/verdict.ts';

const words: Readonly<Record<Verdict, string>> = {
  plaintext: 'OPEN',
  'tls-only': 'TLS',
  e2ee: 'E2EE',
  inconclusive: '?',
};

/** White text on each of them has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3); the word says it all anyway. */
const colors: Readonly<Record<BadgeState['verdict'], string>> = {
  plaintext: '#ab1f18',
  'tls-only': '#7f4b00',
  e2ee: '#0f6145',
  inconclusive: '#465063',
  waiting: '#465063',
  off: '#465063',
};

/** What the badge says of a tab: off without a service, waiting until a message went through. */
export function badgeState(
  service: string | undefined,
  conversation: ConversationState | undefined,
  deepCapture = false,
): BadgeState {
  const state = ofConversation(service, conversation);
  return deepCapture ? { ...state, title: `${state.title} ${DEEP_CAPTURE}` } : state;
}

const DEEP_CAPTURE = 'Deep capture is on for this tab.';

function ofConversation(
  service: string | undefined,
  conversation: ConversationState | undefined,
): BadgeState {
  if (service === undefined) return { verdict: 'off', text: '', title: 'Sealcheck' };
  if (conversation === undefined || conversation.state === 'waiting') {
    const title = `Sealcheck is watching ${service}: send a message to see who can read it.`;
    return { verdict: 'waiting', text: '...', title };
  }
  const { verdict, reasons } = conversation.judgement;
  const [reason] = reasons;
  return { verdict, text: words[verdict], title: reason ? sentence(reason) : '' };
}

/** The badge as the browser draws it. */
export function drawn({ verdict, text, title }: BadgeState): TabBadge {
  return { text, title, color: colors[verdict] };
}
