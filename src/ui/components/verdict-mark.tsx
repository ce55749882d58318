import type { Verdict } from '../../verdict/verdict.ts';
import './verdict-mark.css';

/**
 * A verdict's shape: a postcard, an opened envelope, a sealed envelope, an envelope in dashes. The words
 * beside it carry the meaning, so it is hidden from assistive technology.
 */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <svg class="verdict-mark" data-verdict={verdict} viewBox="0 0 48 48" aria-hidden="true">
      <Shape verdict={verdict} />
    </svg>
  );
}

function Shape({ verdict }: { verdict: Verdict }) {
  switch (verdict) {
    case 'plaintext':
      return (
        <>
          <rect x="4" y="10" width="40" height="28" rx="1.5" />
          <path d="M25 10v28M9 18h11M9 24h11M9 30h7M30 30h9M30 34h9" />
          <rect x="33" y="15" width="6" height="7" />
        </>
      );
    case 'tls-only':
      return (
        <>
          <path d="M4 22v19h40V22L24 7z" />
          <path d="M11 27V15h26v12M16 20h16M16 25h10" />
          <path d="m4 22 20 12 20-12" />
        </>
      );
    case 'e2ee':
      return (
        <>
          <path d="M4 10h40v28H4zM4 11l20 15 20-15" />
          <path
            class="wax"
            d="M24.5 17.6c2.1-.6 3.3 1 4.9 1.6 1.7.7 3.6.6 4 2.6.4 1.9-.6 3.1-.6 4.9 0 1.9.3 3.6-1.2 4.8-1.5 1.2-3.1.8-4.8 1.6-1.6.7-3.2 1.3-4.8.2-1.6-1-2.1-2.6-3.3-4-1.1-1.3-2.1-2.7-1.4-4.5.6-1.7 2.3-2.1 3.2-3.5 1-1.5 2.2-3.1 4-3.7z"
          />
          <path class="impressed" d="m21 26 2.6 2.6 4.9-5.6" />
        </>
      );
    case 'inconclusive':
      return (
        <>
          <path class="dashed" d="M4 10h40v28H4z" />
          <path d="M19.5 20.5c0-6 9.5-6 9.5 0 0 3.6-4.7 3.4-4.7 7.2M24.3 32.4v.1" />
        </>
      );
  }
}
