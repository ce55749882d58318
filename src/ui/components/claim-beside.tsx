import type { Claim } from '../../platforms/profile.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { agreement, agreementSentence, positionWords } from './agreement.ts';
import { AgreementNote } from './agreement-note.tsx';
import { Day } from './moment.tsx';
import './claim-beside.css';

/** What the vendor documents, with its source, and how our observation (if any) stands to it. */
export function ClaimBeside({ claim, verdict }: { claim: Claim; verdict?: Verdict }) {
  return (
    <div class="claim">
      <p class="position">{positionWords[claim.position]}</p>
      <p>{claim.text}</p>
      <p class="source soft">
        <a href={claim.source} target="_blank" rel="noreferrer noopener">
          {new URL(claim.source).host}
        </a>
        , read on <Day date={claim.checked} />
      </p>
      {verdict && (
        <AgreementNote
          agreement={agreement(claim.position, verdict)}
          text={agreementSentence(claim.position, verdict)}
        />
      )}
    </div>
  );
}
