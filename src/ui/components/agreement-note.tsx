import type { Agreement } from './agreement.ts';
import './agreement.css';

/** How what we observed stands to what the vendor documents. */
export function AgreementNote({ agreement, text }: { agreement: Agreement; text: string }) {
  return (
    <p class="agreement" data-agreement={agreement}>
      {text}
    </p>
  );
}
