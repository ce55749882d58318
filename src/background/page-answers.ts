import type { Answers, PageMessage } from '../messages/messages.ts';
import type { Sites } from './sites.ts';
import { type TabStateParts, tabState } from './tab-state.ts';

export interface PageAnswersParts extends TabStateParts {
  sites: Sites;
  /** Called after the choice of services changed. */
  choicesChanged(): Promise<undefined>;
  forget(): Promise<undefined>;
}

/** Answers one of our own pages. */
export async function answerPage(
  parts: PageAnswersParts,
  message: PageMessage,
): Promise<Answers[PageMessage['kind']]> {
  const { sites, deepCapture, choicesChanged, forget } = parts;
  switch (message.kind) {
    case 'tab-state':
      return tabState(parts, message.tabId);
    case 'services':
      return sites.states();
    case 'set-platform':
      await sites.setPlatform(message.id, message.enabled);
      return choicesChanged();
    case 'add-site':
      await sites.addSite(message.origin);
      return choicesChanged();
    case 'remove-site':
      await sites.removeSite(message.origin);
      return choicesChanged();
    case 'forget':
      return forget();
    case 'deep-capture':
      await (message.on ? deepCapture.switchOn : deepCapture.switchOff).call(
        deepCapture,
        message.tabId,
      );
      return undefined;
    default:
      return message satisfies never;
  }
}
