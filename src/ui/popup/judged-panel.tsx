import { profileOf } from '../../platforms/registry.ts';
import { ClaimBeside } from '../components/claim-beside.tsx';
import { CoverageList } from '../components/coverage-list.tsx';
import { LeakList } from '../components/leak-list.tsx';
import { OutdatedClaims } from '../components/outdated-claims.tsx';
import { PayloadList } from '../components/payload-list.tsx';
import { ReasonSentence } from '../components/reason-sentence.tsx';
import { Route } from '../components/route.tsx';
import { VerdictMark } from '../components/verdict-mark.tsx';
import { VerdictTerm } from '../components/verdict-term.tsx';
import { VisibleText } from '../components/visible-text.tsx';
import { answer } from './answer.ts';
import { DeepCaptureOff } from './deep-capture.tsx';
import type { PopupActions, PopupView } from './popup-actions.ts';

/** Rules whose reasons the list of leaks repeats. */
const LEAK_RULES: ReadonlySet<string> = new Set([
  'draft-before-send',
  'text-beside-message',
  'part-readable',
]);

type JudgedView = Extract<PopupView, { state: 'judged' }>;

/** A verdict with its reason, and everything that a person may want to hold against it. */
export function JudgedPanel({ view, actions }: { view: JudgedView; actions: PopupActions }) {
  const { judgement, sentences } = view.conversation;
  const { verdict, strength, elsewhere } = judgement;
  const { leaks } = view.conversation;
  const [reason = ''] = sentences;
  // What leaked beside the message has a place of its own, with more detail.
  const isLeak = (at: number) => LEAK_RULES.has(judgement.reasons[at]?.rule ?? '');
  const further = sentences.filter((_, at) => at > 0 && !(leaks.length > 0 && isLeak(at)));
  return (
    <>
      <section class="verdict" data-verdict={verdict}>
        <div class="answer">
          <VerdictMark verdict={verdict} />
          <div>
            <h1>
              <VisibleText text={answer(view)} />
            </h1>
            <VerdictTerm verdict={verdict} strength={strength} />
          </div>
        </div>
        <p class="reason">
          <ReasonSentence sentence={reason} reason={judgement.reasons[0]} />
        </p>
        <FurtherReasons sentences={further} />
        <Route
          verdict={verdict}
          strength={strength}
          service={view.service.name}
          elsewhere={elsewhere}
        />
        {verdict === 'e2ee' && view.custody && (
          <p>
            <strong>Who holds the keys, as documented:</strong> {view.custody}
          </p>
        )}
      </section>
      {leaks.length > 0 && (
        <section class="part leaks" aria-labelledby="leaks">
          <h2 id="leaks">Also readable</h2>
          <LeakList leaks={leaks} />
        </section>
      )}
      <section class="part" aria-labelledby="documented">
        <h2 id="documented">What the vendor documents</h2>
        {view.claims.length === 0 && (
          <p class="soft">We have no documentation of this site to compare with.</p>
        )}
        {view.claims.map((claim) => (
          <ClaimBeside key={claim.source} claim={claim} verdict={verdict} />
        ))}
        <OutdatedClaims outdated={profileOf(view.conversation.platform)?.outdated ?? []} />
      </section>
      <section class="part" aria-labelledby="coverage">
        <h2 id="coverage">What we could look into</h2>
        <CoverageList reports={view.coverage} />
        <DeepCaptureOff tab={view} actions={actions} />
      </section>
      <section class="part" aria-labelledby="payloads">
        <h2 id="payloads">Last payloads</h2>
        <p class="soft">What each was made of. Content is never shown or kept.</p>
        <PayloadList payloads={view.payloads.map((observation) => ({ observation }))} />
      </section>
    </>
  );
}

/** What else speaks for the verdict: in sight when it is short, folded when it is long. */
function FurtherReasons({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <details class="further" open={sentences.length <= 2}>
      <summary>
        {sentences.length === 1 ? 'One more reason' : `${sentences.length} more reasons`}
      </summary>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <VisibleText text={sentence} />
          </li>
        ))}
      </ul>
    </details>
  );
}
