import type { Transport } from './device.ts';

interface Leak {
  /** On each change of the draft, before anything was sent. */
  typing?(draft: string, call: Transport): void;
  /** After the message went out. */
  sent?(text: string, call: Transport): void;
}

let pause: ReturnType<typeof setTimeout> | undefined;

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
      clearTimeout(pause);
      pause = setTimeout(() => {
        const body = JSON.stringify({ language: 'en', text: draft });
        void fetch('https://posthog.element.io/spelling', { method: 'POST', body });
      }, 150);
    },
  },
};
