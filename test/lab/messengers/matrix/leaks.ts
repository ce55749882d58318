import type { Transport } from './device.ts';

interface Leak {
  /** On each change of the draft, before anything was sent. `room` is its path at the homeserver. */
  typing?(draft: string, call: Transport, room: string): void;
  /** After the message went out. */
  sent?(text: string, call: Transport): void;
}

let pause: ReturnType<typeof setTimeout> | undefined;

/** Runs the last action only, once the person pauses. */
function afterPause(action: () => void): void {
  clearTimeout(pause);
  pause = setTimeout(action, 150);
}

const asked = new Set<string>();

/** Ways in which the text of a sealed message gets out beside it, by the page's `?leak=`. */
export const leaks: Record<string, Leak> = {
  /** A usage report to another host. */
  telemetry: {
    sent(text) {
      const properties = { $current_url: location.href, composer_text: text };
      const report = JSON.stringify({ event: 'ComposerSend', properties });
      navigator.sendBeacon('https://posthog.element.io/capture/', report);
    },
  },
  /** A link preview that the homeserver is asked to make, with the text in the address. */
  preview: {
    sent(text, call) {
      const address = `https://search.example/?q=${encodeURIComponent(text)}`;
      void call('GET', `/media/preview_url?url=${encodeURIComponent(address)}`);
    },
  },
  /** A spelling service that is sent the draft while the person still types. */
  typing: {
    typing(draft) {
      afterPause(() => {
        const body = JSON.stringify({ language: 'en', text: draft });
        void fetch('https://posthog.element.io/spelling', { method: 'POST', body });
      });
    },
  },
  /** The other person sees what is being typed: the homeserver gets the first ten letters of each draft. */
  live: {
    typing(draft, call, room) {
      const body = JSON.stringify({ typing: true, draft: draft.slice(0, 10) });
      void call('PUT', `${room}/typing/preview`, body);
    },
  },
  /** Moving pictures for the last word, from another company. */
  pictures: {
    typing(draft) {
      const word = draft.trim().split(/\s+/).at(-1) ?? '';
      afterPause(() => {
        void fetch(`https://api.giphy.com/v1/gifs/search?limit=8&q=${encodeURIComponent(word)}`);
      });
    },
  },
  /** The homeserver is asked to look at each link as soon as it stands in the draft. */
  link: {
    typing(draft, call) {
      const [link] = draft.match(/https:\/\/\S+/) ?? [];
      if (link === undefined) return;
      afterPause(() => {
        if (asked.has(link)) return;
        asked.add(link);
        void call('GET', `/media/preview_url?url=${encodeURIComponent(link)}`);
      });
    },
  },
  /** A spelling service of another company gets the draft as a form. */
  spelling: {
    typing(draft) {
      afterPause(() => {
        const body = new URLSearchParams({ language: 'auto', text: draft });
        void fetch('https://api.languagetool.org/v2/check', { method: 'POST', body });
      });
    },
  },
  /** An error reporter of another company, a good while after the message was sent. */
  crash: {
    sent(text) {
      setTimeout(() => {
        const crumb = { category: 'ui.input', message: text };
        const report = JSON.stringify({ level: 'warning', breadcrumbs: [crumb] });
        navigator.sendBeacon('https://o1.ingest.sentry.io/api/1/envelope/', report);
      }, 4_000);
    },
  },
};
