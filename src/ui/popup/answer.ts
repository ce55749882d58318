import { headline } from '../components/verdict-words.ts';
import type { PopupView } from './popup-actions.ts';

/** The popup's first line, in every state. Empty while we don't know yet. */
export function answer(view: PopupView): string {
  switch (view.state) {
    case 'loading':
      return '';
    case 'failed':
      return 'Sealcheck could not look this up.';
    case 'no-site':
      return 'There is nothing to check on this page.';
    case 'unsupported':
      return 'We don’t know this site.';
    case 'off':
      return `Sealcheck is off for ${view.service.name}.`;
    case 'permission-missing':
      return `The browser took back our access to ${view.service.name}.`;
    case 'reload-needed':
      return 'Reload this page first.';
    case 'waiting':
      return 'Type and send a message.';
    case 'judged': {
      const { verdict, strength, elsewhere } = view.conversation.judgement;
      return headline(verdict, strength, view.service.name, elsewhere);
    }
  }
}
