import type { ServiceState } from '../../messages/messages.ts';
import { profileOf } from '../../platforms/registry.ts';
import type { ConversationRow as StoredConversation } from '../../store/database.ts';
import type { ServiceSummary } from '../../store/queries.ts';
import { leakLine } from '../../verdict/leaks.ts';
import { sentence } from '../../verdict/rules.ts';
import type { Judgement } from '../../verdict/verdict.ts';
import type {
  ConversationRow,
  ObservedPlatform,
  PlatformRow,
} from '../dashboard/dashboard-view.ts';

/**
 * One row a service, and one for what was observed of a site that has been removed since: its findings stay
 * until they are forgotten.
 */
export function platformRows(
  services: readonly ServiceState[],
  summaries: readonly ServiceSummary[],
): PlatformRow[] {
  const left = new Map(summaries.map((summary) => [summary.service, summary]));
  const rows = services.map((state): PlatformRow => {
    const summary = left.get(state.service.id);
    left.delete(state.service.id);
    const selfHosted = profileOf(state.service.id)?.selfHosted ?? false;
    return { ...state, selfHosted, ...observed(summary) };
  });
  for (const summary of left.values()) {
    rows.push({
      service: { id: summary.service, name: `${summary.service} (removed)`, pages: [] },
      claims: [],
      enabled: false,
      permitted: false,
      ...observed(summary),
    });
  }
  return rows;
}

/** A stored conversation as the dashboard shows it. */
export function conversationRow({ state, firstAt, lastAt }: StoredConversation): ConversationRow {
  return {
    conversation: state.conversation,
    judgement: state.judgement,
    sentence: firstSentence(state.judgement),
    leaks: state.evidence.leaks.map(leakLine),
    firstSeen: firstAt,
    lastSeen: lastAt,
  };
}

function observed(stored: ServiceSummary | undefined): { observed?: ObservedPlatform } {
  const judgement = stored?.summary.judgement;
  if (!stored || !judgement) return {};
  const { summary, conversations, payloads } = stored;
  const kinds = Object.values(summary.mix).filter((count) => count > 0);
  return {
    observed: {
      judgement,
      sentence: firstSentence(judgement),
      conversations,
      payloads,
      ...(kinds.length > 1 ? { mix: summary.text } : {}),
      ...(summary.disagrees === undefined ? {} : { disagrees: summary.disagrees }),
    },
  };
}

function firstSentence({ reasons: [first] }: Judgement): string {
  return first ? sentence(first) : '';
}
